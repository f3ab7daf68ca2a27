using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>One line of a log on screen.</summary>
/// <param name="Sequence">Grows by one per line of this log, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Level">How serious.</param>
/// <param name="Verdict">The verdict that the line reports, or none.</param>
/// <param name="Camera">The camera it is about; null for the whole process or the service.</param>
/// <param name="Logger">Who says it; empty for the service.</param>
/// <param name="Text">One line of text.</param>
public sealed record LogEntry(
    long Sequence,
    DateTimeOffset At,
    RunLogLevel Level,
    Quality Verdict,
    CameraId? Camera,
    string Logger,
    string Text
);
