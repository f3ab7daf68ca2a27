using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// What lies on disk, and the ways to remove some of it. Each command checks the actor's permission, is in the record of commands before it acts, and is refused with a
/// reason on a service that stands by.
/// </summary>
public interface IDiskControl
{
    /// <summary>What lies on disk, as it was counted last; null before the first count.</summary>
    DiskUsage? Usage { get; }

    /// <summary>True while a count is under way.</summary>
    bool IsCounting { get; }

    /// <summary>What retention did last; null when it has done nothing yet.</summary>
    RetentionTurn? LastTurn { get; }

    /// <summary>The configuration in force, of which thresholds, retention and raw removal matter here.</summary>
    ServiceConfiguration Configuration { get; }

    /// <summary>Raised when a count has begun or ended, on any thread.</summary>
    event Action? Changed;

    /// <summary>Asks for a count soon.</summary>
    void CountAgain();

    /// <summary>Says what clearing would remove, and what it would refuse and why, without removing anything; needs <see cref="Permission.Operate"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="order">What is to be removed.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    Task<Result<ClearPlan>> PlanAsync(Actor actor, ClearOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what a list showed, and nothing else; needs <see cref="Permission.Operate"/>. Each process is asked for again right before: one that was pinned,
    /// commented or written to since is left alone.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="fingerprint">Of the list (<see cref="ClearPlan.Fingerprint"/>), which must not be older than an hour.</param>
    /// <param name="progress">Is told of each process; null for nobody.</param>
    /// <param name="cancellationToken">Ends between two processes; what was done until then is reported.</param>
    Task<Result<ClearReport>> ClearAsync(
        Actor actor,
        string fingerprint,
        IProgress<ClearProgress>? progress,
        CancellationToken cancellationToken
    );

    /// <summary>Says what retention would remove now, whether it is on or not; needs <see cref="Permission.Look"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    Task<Result<RetentionPlan>> PlanRetentionAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Removes raw data of a night for good; needs <see cref="Permission.Administer"/> and the configuration's consent. Refused while exposures of the
    /// night arrive, wait or are processed, and when some were never processed successfully, unless those are asked for.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="order">What, with the night as it was typed.</param>
    /// <param name="cancellationToken">Ends between two exposures.</param>
    Task<Result<RawRemovalReport>> RemoveRawAsync(Actor actor, RawRemovalOrder order, CancellationToken cancellationToken);
}
