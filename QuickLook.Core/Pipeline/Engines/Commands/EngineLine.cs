using System.Text.RegularExpressions;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>A line that a program of desi_quicklook's contract wrote, in any of the three forms of pipeline.md 6.1.</summary>
/// <param name="Form">Which form it has.</param>
/// <param name="Logger">Who says it: <c>QuickLook</c>, a test, a source file; empty for a plain line.</param>
/// <param name="Level">How serious; information for a plain line.</param>
/// <param name="Text">The message, without date, logger and level.</param>
internal readonly partial record struct EngineLine(EngineLine.Shape Form, string Logger, RunLogLevel Level, string Text)
{
    /// <summary>The forms.</summary>
    internal enum Shape
    {
        /// <summary>A print, a traceback, anything else.</summary>
        Plain,

        /// <summary>Date, logger, level: the driver's and the tests' loggers.</summary>
        Dated,

        /// <summary>Level, file, line, function: the logger of the algorithms.</summary>
        Located,
    }

    /// <summary>Reads a line.</summary>
    public static EngineLine Read(string line)
    {
        var match = Dated().Match(line);
        var form = match.Success ? Shape.Dated : Shape.Located;
        match = match.Success ? match : Located().Match(line);
        return match.Success && LevelOf(match.Groups["level"].Value) is { } level
            ? new EngineLine(form, match.Groups["logger"].Value, level, match.Groups["text"].Value)
            : new EngineLine(Shape.Plain, string.Empty, RunLogLevel.Info, line);
    }

    private static RunLogLevel? LevelOf(string word) =>
        word switch
        {
            "DEBUG" or "INFO" => RunLogLevel.Info,
            "WARNING" or "WARN" => RunLogLevel.Warning,
            "ERROR" => RunLogLevel.Error,
            "CRITICAL" or "FATAL" => RunLogLevel.Critical,
            _ => null,
        };

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?<logger>\S{1,80}) (?<level>[A-Z]{4,8}) : (?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Dated();

    [GeneratedRegex(
        @"^(?<level>[A-Z]{4,8}):(?<logger>[\w.\-]{1,80}):\d{1,7}:[\w<>.]{1,80}: (?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Located();
}
