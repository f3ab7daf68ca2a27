using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>What screens read while the pipeline works. All members are thread-safe and never touch disk or database unless they say so.</summary>
public interface ILiveState
{
    /// <summary>The newest snapshot.</summary>
    MonitorSnapshot Current { get; }

    /// <summary>The pipeline log: processes, stages, verdicts and errors of all cameras.</summary>
    LiveLog PipelineLog { get; }

    /// <summary>The discovery (monitoring) log: what was found on disk.</summary>
    LiveLog DiscoveryLog { get; }

    /// <summary>Raised after each change of <see cref="Current"/>, on any thread; must return at once. Register first, read after.</summary>
    event Action? Changed;

    /// <summary>The live log of a camera of the running or the latest process; null when there is none in memory.</summary>
    /// <param name="camera">The camera.</param>
    LiveLog? CameraLog(CameraId camera);

    /// <summary>A past process, from the database; a failure when there is none or the database is out of reach.</summary>
    /// <param name="processId">Number of the process.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<Result<ProcessSnapshot>> FindProcessAsync(long processId, CancellationToken cancellationToken);
}
