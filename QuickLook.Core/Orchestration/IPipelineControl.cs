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
}
