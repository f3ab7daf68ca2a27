using System.Collections.Immutable;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>Everything the Monitor shows, at one moment. Immutable and complete: a viewer that missed some is up to date with the next.</summary>
/// <param name="Version">Grows with each change.</param>
/// <param name="At">When it was made.</param>
/// <param name="Pipeline">Whether the pipeline takes exposures and whether it works.</param>
/// <param name="PipelineSince">Since when that is so.</param>
/// <param name="Waiting">Exposures that wait for processing.</param>
/// <param name="Process">The running process, or else the latest one; null before the first exposure.</param>
/// <param name="Recent">Latest processes, oldest first, the shown one among them; at most 12.</param>
/// <param name="Notices">What is wrong with the service itself (database out of reach, mapping file invalid, standby); empty when all is well.</param>
/// <param name="Disks">How full the volumes are.</param>
public sealed record MonitorSnapshot(
    long Version,
    DateTimeOffset At,
    PipelineActivity Pipeline,
    DateTimeOffset PipelineSince,
    int Waiting,
    ProcessSnapshot? Process,
    ImmutableArray<ProcessSummary> Recent,
    ImmutableArray<ServiceNotice> Notices,
    ImmutableArray<DiskGauge> Disks
)
{
    /// <summary>What waits, in order.</summary>
    public QueueSnapshot Queue { get; init; } = QueueSnapshot.Empty;
}
