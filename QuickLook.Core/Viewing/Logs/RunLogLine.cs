using QuickLook.Core.Judging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Logs;

/// <summary>A line of a run log on disk.</summary>
/// <param name="At">When, UTC; that of the line before for one without a time, such as a traceback's.</param>
/// <param name="Level">How serious.</param>
/// <param name="Logger">Who says it; empty for a plain line.</param>
/// <param name="Text">The message.</param>
/// <param name="Verdict">The verdict that it reports; none for other lines.</param>
public sealed record RunLogLine(DateTimeOffset At, RunLogLevel Level, string Logger, string Text, Quality Verdict);
