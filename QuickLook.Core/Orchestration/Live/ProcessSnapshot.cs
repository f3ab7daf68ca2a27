using System.Collections.Immutable;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>One process in full: an exposure and its cameras.</summary>
/// <param name="ProcessId">Number of the process.</param>
/// <param name="Exposure">What was exposed.</param>
/// <param name="State">What happened to it so far.</param>
/// <param name="Quality">Worst verdict so far.</param>
/// <param name="Reason">Why it failed, was skipped or stopped; null otherwise.</param>
/// <param name="ArrivedAt">When its file was complete on disk.</param>
/// <param name="StartedAt">When its first camera started; null while queued.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="UsualDuration">Median duration of recent processes of the flavor, arrival to end; null when there are none.</param>
/// <param name="Stages">The columns of the tables, in order; empty for an unknown flavor.</param>
/// <param name="Cameras">All 30 cameras in display order, present or not.</param>
public sealed record ProcessSnapshot(
    long ProcessId,
    ExposureSummary Exposure,
    RunState State,
    Quality Quality,
    string? Reason,
    DateTimeOffset ArrivedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    TimeSpan? UsualDuration,
    ImmutableArray<StageInfo> Stages,
    ImmutableArray<CameraSnapshot> Cameras
);
