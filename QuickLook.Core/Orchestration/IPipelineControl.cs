using QuickLook.Core.Access;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration;

/// <summary>Commands to the pipeline. Each checks the actor's permission, is attributed to the actor in the pipeline log, and is idempotent.</summary>
public interface IPipelineControl
{
    /// <summary>Takes exposures from now on, those that wait included.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> StartAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends running cameras within seconds as stopped by the actor, and takes no further exposure until started.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> StopAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Empties the two logs on the Monitor and forgets the shown process; refused while a process runs. The database keeps everything.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> ResetMonitorAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Says what clearing would remove, without removing anything.</summary>
    /// <param name="cancellationToken">Ends the count.</param>
    Task<Result<ClearPlan>> PlanClearAsync(CancellationToken cancellationToken);

    /// <summary>Removes reductions and/or run logs on disk; refused while a process runs. Raw data are never touched.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="reductions">Remove products and merged documents on disk (the database keeps its copies).</param>
    /// <param name="logs">Remove run logs on disk.</param>
    /// <param name="cancellationToken">Stops between two processes.</param>
    Task<Result<ClearPlan>> ClearAsync(Actor actor, bool reductions, bool logs, CancellationToken cancellationToken);
}
