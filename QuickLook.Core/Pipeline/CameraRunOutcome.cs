using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>How a camera's run ended.</summary>
/// <param name="State">A final state.</param>
/// <param name="Quality">Worst verdict of all tests; <see cref="Judging.Quality.None"/> when nothing was judged.</param>
/// <param name="Reason">Why it did not succeed, for a person; null on success.</param>
/// <param name="FailedStep">The recipe step that failed; null otherwise.</param>
/// <param name="MergedQaFile">Full path of the merged document; null when none was written.</param>
/// <param name="MergedQa">The merged document as UTF-8 JSON, exactly as written; null when there is none.</param>
/// <param name="Kind">Of a failure: whether the same run may succeed later (a full disk), or fails again (a broken file).</param>
/// <param name="EngineVersion">Version that the engine's document says it was made with; null when it does not say, or the engine has only one.</param>
public sealed record CameraRunOutcome(
    RunState State,
    Quality Quality,
    string? Reason = null,
    string? FailedStep = null,
    string? MergedQaFile = null,
    ReadOnlyMemory<byte>? MergedQa = null,
    FailureKind Kind = FailureKind.Permanent,
    string? EngineVersion = null
);
