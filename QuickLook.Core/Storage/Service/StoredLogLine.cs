using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Service;

/// <summary>A line of a service log.</summary>
/// <param name="Id">Grows with each line of the log; given by the writer.</param>
/// <param name="At">When.</param>
/// <param name="Level">How serious.</param>
/// <param name="Verdict">The verdict it reports.</param>
/// <param name="Camera">The camera; empty for the service or a whole process.</param>
/// <param name="Logger">Who says it.</param>
/// <param name="Text">One line of text.</param>
public sealed record StoredLogLine(
    long Id,
    DateTimeOffset At,
    RunLogLevel Level,
    Quality Verdict,
    string Camera,
    string Logger,
    string Text
);
