using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>One camera of a process as the table has it.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="State">What happened to it.</param>
/// <param name="Quality">Worst verdict.</param>
/// <param name="Reason">Why it did not succeed; empty otherwise.</param>
/// <param name="FailedStep">The step that failed; empty otherwise.</param>
/// <param name="StartedAt">When it started; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="LogPath">The run log, relative to the output root; empty when there is none.</param>
/// <param name="Stages">Its stages, in order; empty before it starts.</param>
/// <param name="Tests">Its verdicts, in order of judging.</param>
public sealed record StoredCameraRun(
    CameraId Camera,
    int Attempt,
    RunState State,
    Quality Quality,
    string Reason,
    string FailedStep,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string LogPath,
    ImmutableArray<StageRecord> Stages,
    ImmutableArray<TestRecord> Tests
)
{
    /// <summary>How many attempts failed in a way that may pass and were repeated.</summary>
    public int Failures { get; init; }

    /// <summary>Before this moment it is not tried again; null when nothing is waited for.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
