using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline.Engines.Commands;
using QuickLook.Core.Pipeline.Logging;

namespace QuickLook.Core.Viewing.Logs;

/// <summary>Reads the text of run logs: lines of this code and of desi_quicklook in all its forms (pipeline.md 6.1). No text can fail.</summary>
internal static class RunLogText
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss,fff";
    private const string StatusMark = "_STATUS: ";

    /// <summary>The last lines of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many lines at most.</param>
    /// <param name="before">Time of lines that come before the first one with a time.</param>
    /// <returns>The lines, oldest first, and whether there were more.</returns>
    public static (ImmutableArray<RunLogLine> Lines, bool IsCut) Last(string text, int most, DateTimeOffset before)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var read = ImmutableArray.CreateBuilder<RunLogLine>();
        var at = before;
        var isCut = lines.Length > most;
        foreach (var line in lines is [{ Length: 0 }] ? [] : lines.AsSpan(isCut ? lines.Length - most : 0))
        {
            // One line of a file is one line on screen, however long or odd it is.
            var clean = RunLogFormat.Lines(line).First();
            at = TimeOf(clean) ?? at;
            var parts = EngineLine.Read(clean);
            read.Add(new RunLogLine(at, parts.Level, parts.Logger, parts.Text, VerdictOf(parts.Text)));
        }

        return (read.ToImmutable(), isCut);
    }

    private static DateTimeOffset? TimeOf(string line) =>
        line.Length >= TimeFormat.Length
        && DateTimeOffset.TryParseExact(
            line.AsSpan(0, TimeFormat.Length),
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private static Quality VerdictOf(string text) =>
        text.IndexOf(StatusMark, StringComparison.Ordinal) is >= 0 and var mark
            ? Qualities.Parse(text[(mark + StatusMark.Length)..].Trim())
            : Quality.None;
}
