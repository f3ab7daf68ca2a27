using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Logging;

/// <summary>
/// Line format of run logs, as desi_quicklook writes it (pipeline.md 6.1): <c>YYYY-MM-DD HH:MM:SS,mmm NAME LEVEL : MESSAGE</c>. Times are UTC.
/// </summary>
public static class RunLogFormat
{
    private const int LongestMessage = 2000;

    /// <summary>Writes one line, without line end.</summary>
    /// <param name="line">What to write.</param>
    public static string Format(LogLine line) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{line.At.UtcDateTime:yyyy-MM-dd HH:mm:ss,fff} {line.Logger} {Word(line.Level)} : {line.Text}"
        );

    /// <summary>The word for a level: <c>INFO</c>, <c>WARNING</c>, <c>ERROR</c>, <c>CRITICAL</c>.</summary>
    /// <param name="level">The level.</param>
    public static string Word(RunLogLevel level) =>
        level switch
        {
            RunLogLevel.Info => "INFO",
            RunLogLevel.Warning => "WARNING",
            RunLogLevel.Error => "ERROR",
            RunLogLevel.Critical => "CRITICAL",
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
        };

    /// <summary>
    /// Splits a message into lines of reasonable length without control characters, so that text from a file or an exception cannot forge
    /// a line of its own or fill a disk.
    /// </summary>
    /// <param name="message">Any text.</param>
    /// <returns>At least one line.</returns>
    public static IEnumerable<string> Lines(string message)
    {
        foreach (var line in message.ReplaceLineEndings("\n").Split('\n'))
        {
            var shortened = line.Length <= LongestMessage ? line : line[..LongestMessage] + "...";
            yield return HasControls(shortened) ? Clean(shortened) : shortened;
        }
    }

    private static bool HasControls(ReadOnlySpan<char> line) =>
        line.ContainsAnyInRange('\0', '\u001f') || line.ContainsAnyInRange('\u007f', '\u009f');

    private static string Clean(string line) =>
        string.Create(
            line.Length,
            line,
            static (target, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = char.IsControl(source[i]) ? ' ' : source[i];
                }
            }
        );
}
