using System.Text.RegularExpressions;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>
/// Finds in a program's output the line that says why it ended (pipeline.md 6.4). What the run itself calls an error counts before what one of its algorithms
/// does, which may have gone on; the exception of a test that failed is no reason, for the run goes on after it.
/// </summary>
internal sealed partial class ErrorTrail
{
    private const string Traceback = "Traceback (most recent call last):";

    /// <summary>Words of causes that may pass: disk, quota, memory, files, network file systems.</summary>
    private static readonly string[] Passing =
    [
        "No space left on device",
        "Disk quota exceeded",
        "Input/output error",
        "Stale file handle",
        "Cannot allocate memory",
        "Unable to allocate",
        "MemoryError",
        "Too many open files",
        "Resource temporarily unavailable",
        "[Errno 5]",
        "[Errno 12]",
        "[Errno 28]",
        "[Errno 122]",
    ];

    private static readonly string[] LinksOfTracebacks =
    [
        "During handling of the above exception",
        "The above exception was the direct cause",
    ];

    private string? other;
    private string? exception;
    private bool isInTraceback;
    private bool isExplained;

    /// <summary>What the run itself called an error last; null for nothing.</summary>
    public string? OfTheRun { get; private set; }

    /// <summary>The reason, as far as the output tells it; null when nothing in it looks like one.</summary>
    public string? Reason => OfTheRun ?? other;

    /// <summary>Whether the cause may pass.</summary>
    public FailureKind Kind =>
        Passing.Any(words =>
            (Reason?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false)
            || (exception?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false)
        )
            ? FailureKind.Transient
            : FailureKind.Permanent;

    /// <summary>Takes in a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isComplaint">True when it came from standard error, where programs say why they end.</param>
    public void Take(EngineLine line, bool isComplaint)
    {
        if (line.Form == EngineLine.Shape.Plain)
        {
            TakePlain(line.Text, isComplaint);
            return;
        }

        if (line.Form == EngineLine.Shape.Dated)
        {
            // A traceback behind a message of the run is that message's own.
            isInTraceback = false;
            isExplained = IsOfTheRun(line) && line.Level >= RunLogLevel.Warning;
        }

        if (line.Level < RunLogLevel.Error)
        {
            return;
        }

        if (IsOfTheRun(line))
        {
            OfTheRun = line.Text;
        }
        else
        {
            other = line.Text;
        }
    }

    private static bool IsOfTheRun(EngineLine line) =>
        line.Form == EngineLine.Shape.Dated && line.Logger is RunReporter.QuickLook or RunReporter.Setup;

    private void TakePlain(string text, bool isComplaint)
    {
        if (text.StartsWith(Traceback, StringComparison.Ordinal))
        {
            isInTraceback = true;
        }
        else if (isInTraceback)
        {
            TakeTraceback(text);
        }
        else if (text.StartsWith(RunOpening.MissingFile, StringComparison.Ordinal) || UsageError().IsMatch(text))
        {
            OfTheRun = text;
        }
        else if (isComplaint && !char.IsWhiteSpace(text[0]) && !text.Contains("Warning: ", StringComparison.Ordinal))
        {
            other = Array.Exists(LinksOfTracebacks, link => text.StartsWith(link, StringComparison.Ordinal)) ? other : text;
        }
    }

    private void TakeTraceback(string text)
    {
        if (char.IsWhiteSpace(text[0]))
        {
            return;
        }

        isInTraceback = false;
        exception = text;
        if (!isExplained)
        {
            OfTheRun = text;
        }
    }

    [GeneratedRegex(@"^\S{1,100}: error: ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsageError();
}
