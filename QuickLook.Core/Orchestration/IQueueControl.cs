using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration;

/// <summary>Commands to the queue. Each checks the actor's permission, is audited, and is refused with a reason on a service that stands by.</summary>
public interface IQueueControl
{
    /// <summary>Lets lanes rest or go on. What runs goes on to its end.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="pause">What is to rest from now on.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> PauseAsync(Actor actor, QueuePause pause, CancellationToken cancellationToken);

    /// <summary>Moves a waiting process.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="processId">The process; refused when it does not wait any more.</param>
    /// <param name="place">Where to.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> MoveAsync(Actor actor, long processId, QueuePlace place, CancellationToken cancellationToken);

    /// <summary>Ends one process: a waiting one without having begun, a running one within seconds. It stays in the history as stopped by the actor.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="processId">The process; refused when it has ended.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> CancelAsync(Actor actor, long processId, CancellationToken cancellationToken);

    /// <summary>Ends all that wait; what runs goes on.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="lane">Of this lane only; null for both.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How many were ended.</returns>
    Task<Result<int>> CancelWaitingAsync(Actor actor, ProcessLane? lane, CancellationToken cancellationToken);

    /// <summary>Puts exposures into the queue again, as new processes.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="order">Which, and how.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What was queued and what was refused; a failure when the order itself makes no sense (no such engine).</returns>
    Task<Result<ReprocessReport>> ReprocessAsync(Actor actor, ReprocessOrder order, CancellationToken cancellationToken);

    /// <summary>Makes a process its exposure's answer, instead of the newest that succeeded.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="processId">The process; refused unless it has results.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> PinAsync(Actor actor, long processId, CancellationToken cancellationToken);

    /// <summary>Lets the newest process that succeeded be the exposure's answer again.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="exposureId">Surrogate id of the exposure.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Result<Done>> UnpinAsync(Actor actor, long exposureId, CancellationToken cancellationToken);
}
