using System.Collections.Immutable;
using System.Text.RegularExpressions;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;

namespace QuickLook.Core.Pipeline.Logging;

/// <summary>
/// Follows a run by its log alone, line by line: what any engine with desi_quicklook's log says about stages and verdicts (pipeline.md 6.2, "What
/// QLF keys on"). Start and end texts and status keys are plain substrings that the mapping gives; a line that comes twice, as in the original's
/// log of two loggers, counts once. Unlike there, an error of an algorithm or a test is no failure of the run: only the run itself says so
/// (features.md F-FIX-12). One tracker for one run, for one thread at a time.
/// </summary>
public sealed partial class StageTracker
{
    private const int LongestLine = 10_000;

    private static readonly string[] LoggersOfTheRun = [RunReporter.QuickLook, RunReporter.Setup];

    private readonly ImmutableArray<StageMapping> stages;
    private readonly Progress[] progress;
    private readonly Dictionary<string, Quality> verdicts = new(StringComparer.Ordinal);
    private bool isBroken;

    /// <summary>A tracker of one run.</summary>
    /// <param name="mapping">The mapping of its flavor.</param>
    public StageTracker(FlavorMapping mapping)
    {
        stages = mapping.Stages;
        progress = new Progress[stages.Length];
    }

    private enum Progress
    {
        Waiting,
        Running,
        Over,
    }

    /// <summary>Takes in the next line.</summary>
    /// <param name="line">A line in any of the forms of pipeline.md 6.1, without its end.</param>
    /// <returns>What it says, in order; normally nothing. A line that ends one stage and begins the next says so in this order.</returns>
    public ImmutableArray<StageEvent> Read(string line)
    {
        if (line.Length > LongestLine)
        {
            line = line[..LongestLine];
        }

        var events = ImmutableArray.CreateBuilder<StageEvent>();
        if (!isBroken && FailureIn(line) is { } reason)
        {
            isBroken = true;
            events.Add(new RunBroken(RunningStage(), reason));
            return events.ToImmutable();
        }

        if (!isBroken)
        {
            ReadStages(line, events);
        }

        ReadStatuses(line, events);
        return events.ToImmutable();
    }

    private void ReadStages(string line, ImmutableArray<StageEvent>.Builder events)
    {
        for (var index = 0; index < stages.Length; index++)
        {
            if (progress[index] == Progress.Running && line.Contains(stages[index].EndText, StringComparison.Ordinal))
            {
                progress[index] = Progress.Over;
                events.Add(new StageEnded(stages[index].Name));
            }
        }

        for (var index = 0; index < stages.Length; index++)
        {
            if (progress[index] == Progress.Waiting && line.Contains(stages[index].StartText, StringComparison.Ordinal))
            {
                progress[index] = Progress.Running;
                events.Add(new StageBegan(stages[index].Name));
            }
        }
    }

    private void ReadStatuses(string line, ImmutableArray<StageEvent>.Builder events)
    {
        var failed = FailedTest().Match(line) is { Success: true } match ? match.Groups["test"].Value : null;
        foreach (var stage in stages)
        {
            foreach (var test in stage.Tests)
            {
                var verdict = failed is not null && test.Test == failed ? Quality.NotComputed : VerdictIn(line, test.StatusKey);
                if (verdict is { } quality && (!verdicts.TryGetValue(test.StatusKey, out var before) || before != quality))
                {
                    verdicts[test.StatusKey] = quality;
                    events.Add(new StatusLogged(stage.Name, test.StatusKey, quality));
                }
            }
        }
    }

    /// <summary>The verdict behind <c>KEY: </c>; null when the line does not have the key, or only as the end of a longer one.</summary>
    private static Quality? VerdictIn(string line, string key)
    {
        var at = line.IndexOf($"{key}: ", StringComparison.Ordinal);
        return at < 0 || (at > 0 && (char.IsAsciiLetterOrDigit(line[at - 1]) || line[at - 1] == '_'))
            ? null
            : Qualities.Parse(line[(at + key.Length + 2)..]);
    }

    private static string? FailureIn(string line)
    {
        if (line.StartsWith(RunOpening.MissingFile, StringComparison.Ordinal))
        {
            return line;
        }

        var match = Dated().Match(line);
        return
            match.Success && match.Groups["level"].Value is "ERROR" or "CRITICAL" && LoggersOfTheRun.Contains(match.Groups["logger"].Value)
            ? match.Groups["text"].Value
            : null;
    }

    private string? RunningStage()
    {
        var index = Array.IndexOf(progress, Progress.Running);
        return index < 0 ? null : stages[index].Name;
    }

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?<logger>\S+) (?<level>[A-Z]+) : (?<text>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Dated();

    [GeneratedRegex(
        @"WARNING : Failed to run QA (?<test>\w+)\. Got Exception",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FailedTest();
}
