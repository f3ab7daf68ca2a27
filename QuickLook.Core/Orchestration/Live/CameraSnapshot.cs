using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>One camera of a process.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Presence">Whether it takes part.</param>
/// <param name="State">What happened to its run; <see cref="RunState.Skipped"/> when it is not present.</param>
/// <param name="Quality">Worst verdict so far.</param>
/// <param name="Reason">Why it failed, stopped, waits for another attempt or takes no part; null otherwise.</param>
/// <param name="StartedAt">When it started; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Stages">One entry per stage of the process, in the same order; empty when not present.</param>
public sealed record CameraSnapshot(
    CameraId Camera,
    CameraPresence Presence,
    RunState State,
    Quality Quality,
    string? Reason,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    ImmutableArray<StageSnapshot> Stages
)
{
    /// <summary>Before this moment it is not tried again; null when it waits for nothing but a worker.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
