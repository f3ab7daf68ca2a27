using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Shared.Logs;

/// <summary>How a log line is written and how loud it is.</summary>
public static class LogText
{
    /// <summary>How much a line wants an eye: its level, or the verdict that it reports.</summary>
    /// <param name="entry">The line.</param>
    public static LogWeight Weight(LogEntry entry) =>
        entry switch
        {
            { Level: RunLogLevel.Error or RunLogLevel.Critical } or { Verdict: Quality.Alarm } => LogWeight.Error,
            { Level: RunLogLevel.Warning } or { Verdict: Quality.Warning or Quality.Unknown or Quality.NotComputed } => LogWeight.Warning,
            _ => LogWeight.Info,
        };

    /// <summary>The level in at most five letters; a verdict says its own name.</summary>
    /// <param name="entry">The line.</param>
    public static string Word(LogEntry entry) =>
        entry switch
        {
            { Level: RunLogLevel.Critical } => "CRIT",
            { Level: RunLogLevel.Error } => "ERROR",
            { Verdict: Quality.Alarm } => "ALARM",
            _ when Weight(entry) == LogWeight.Warning => "WARN",
            _ => "INFO",
        };

    /// <summary>The line as a text file has it.</summary>
    /// <param name="entry">The line.</param>
    public static string Plain(LogEntry entry)
    {
        var about = entry.Camera is { } camera ? $" {camera}" : string.Empty;
        var logger = entry.Logger.Length > 0 ? $" {entry.Logger}" : string.Empty;
        return $"{entry.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {Word(entry), -5}{about}{logger}: {entry.Text}";
    }
}
