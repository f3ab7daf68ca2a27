using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline;

/// <summary>Something that happened inside one camera's run, in order. Every engine reports the same events.</summary>
/// <param name="At">When.</param>
/// <param name="Camera">Which camera.</param>
public abstract record RunEvent(DateTimeOffset At, CameraId Camera);

/// <summary>A step of the recipe began.</summary>
/// <param name="At">When.</param>
/// <param name="Camera">Which camera.</param>
/// <param name="Step">Recipe step, such as <c>Preproc</c>.</param>
public sealed record StepStarted(DateTimeOffset At, CameraId Camera, string Step) : RunEvent(At, Camera);

/// <summary>A step of the recipe ended well, its tests included.</summary>
/// <param name="At">When.</param>
/// <param name="Camera">Which camera.</param>
/// <param name="Step">Recipe step.</param>
public sealed record StepFinished(DateTimeOffset At, CameraId Camera, string Step) : RunEvent(At, Camera);

/// <summary>A quality test has a verdict.</summary>
/// <param name="At">When.</param>
/// <param name="Camera">Which camera.</param>
/// <param name="Test">Test, such as <c>Bias_From_Overscan</c>.</param>
/// <param name="StatusKey">Key of the status in the merged document, such as <c>BIAS_AMP_STATUS</c>.</param>
/// <param name="Quality">The verdict; <see cref="Quality.None"/> when the test has nothing to say about this camera, for the reason that is explained.</param>
/// <param name="Value">The judged value as stored in the document (number or array); null when there is none.</param>
/// <param name="Explanation">One sentence: worst element, value and limits, or why there is no verdict. Null when normal.</param>
/// <param name="Limits">What it was judged by, such as <c>normal 1.10 - 4.10</c>; empty when there are no limits.</param>
public sealed record TestJudged(
    DateTimeOffset At,
    CameraId Camera,
    string Test,
    string StatusKey,
    Quality Quality,
    JsonNode? Value,
    string? Explanation,
    string Limits = ""
) : RunEvent(At, Camera);

/// <summary>A line of the run log.</summary>
/// <param name="At">When.</param>
/// <param name="Camera">Which camera.</param>
/// <param name="Logger">Who says it: <c>QLConfig</c>, <c>QuickLook</c> or a test's name.</param>
/// <param name="Level">How serious.</param>
/// <param name="Text">The message, one line.</param>
public sealed record LogLine(DateTimeOffset At, CameraId Camera, string Logger, RunLogLevel Level, string Text) : RunEvent(At, Camera);
