using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>A line for a service log, before it has a number.</summary>
/// <param name="At">When.</param>
/// <param name="Level">How serious.</param>
/// <param name="Text">One line of text.</param>
/// <param name="Camera">The camera it is about; null for the whole process or the service.</param>
/// <param name="Logger">Who says it; empty for the service.</param>
/// <param name="Verdict">The verdict it reports.</param>
internal readonly record struct Narration(
    DateTimeOffset At,
    RunLogLevel Level,
    string Text,
    CameraId? Camera = null,
    string Logger = "",
    Quality Verdict = Quality.None
);
