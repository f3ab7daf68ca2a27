using System.Text.RegularExpressions;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>
/// Follows the output of a program line by line: into the run log, and as events of steps and verdicts. Only what the run itself says moves steps; an error
/// of an algorithm or a test is a line like any other (features.md F-FIX-12). Safe for the two threads that read output and error.
/// </summary>
internal sealed partial class OutputFollower
{
    private const string Starting = "Starting to run step ";
    private const string Running = "Running ";

    /// <summary>Most characters that go to the run log; more is a program gone wild.</summary>
    private const int MostLogged = 20 << 20;

    /// <summary>Most steps that are told of; recipes have seven.</summary>
    private const int MostSteps = 200;

    private readonly Lock gate = new();
    private readonly RunReporter reporter;
    private readonly FlavorMapping mapping;
    private readonly StageTracker tracker;
    private readonly string engine;
    private readonly HashSet<string> begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Quality> verdicts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> failures = new(StringComparer.Ordinal);
    private string? step;
    private int steps;
    private int logged;
    private bool isClosed;

    /// <summary>A follower of one run.</summary>
    /// <param name="reporter">Where its log and events go.</param>
    /// <param name="mapping">The tests of its flavor.</param>
    /// <param name="engine">Name of the engine, for lines that do not say who says them.</param>
    public OutputFollower(RunReporter reporter, FlavorMapping mapping, string engine)
    {
        this.reporter = reporter;
        this.mapping = mapping;
        this.engine = engine;
        tracker = new StageTracker(mapping);
    }

    /// <summary>Why the program may have ended.</summary>
    public ErrorTrail Errors { get; } = new();

    /// <summary>The step that runs, or the one that ran last; null before the first.</summary>
    public string? Step { get; private set; }

    /// <summary>Verdicts so far by status key.</summary>
    public IReadOnlyDictionary<string, Quality> Verdicts => verdicts;

    /// <summary>What the tests that failed said, by test.</summary>
    public IReadOnlyDictionary<string, string> Failures => failures;

    /// <summary>True when a test was begun.</summary>
    public bool HasBegun(string test) => begun.Contains(test);

    /// <summary>Takes a line of standard output.</summary>
    public void TakeOutput(string line) => Take(line, isComplaint: false);

    /// <summary>Takes a line of standard error.</summary>
    public void TakeError(string line) => Take(line, isComplaint: true);

    /// <summary>Ends following: what comes later belongs to nobody.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
        }
    }

    private void Take(string text, bool isComplaint)
    {
        lock (gate)
        {
            if (isClosed || text.Length == 0)
            {
                return;
            }

            var line = EngineLine.Read(text);
            Log(line);
            Errors.Take(line, isComplaint);
            if (line.Form == EngineLine.Shape.Dated && line.Logger == RunReporter.QuickLook)
            {
                FollowRun(line.Text);
            }

            FollowStatuses(text);
        }
    }

    private void Log(EngineLine line)
    {
        if (logged > MostLogged)
        {
            return;
        }

        logged += line.Text.Length;
        reporter.Log(line.Logger.Length == 0 ? engine : line.Logger, line.Level, line.Text);
        if (logged > MostLogged)
        {
            reporter.Log(
                RunReporter.QuickLook,
                RunLogLevel.Warning,
                $"More than {MostLogged >> 20} MB of output; what follows is not kept"
            );
        }
    }

    private void FollowRun(string text)
    {
        if (text.StartsWith(Starting, StringComparison.Ordinal) && NameIn(text[Starting.Length..]) is { } starting && steps < MostSteps)
        {
            steps++;
            (step, Step) = (starting, starting);
            reporter.Report((at, camera) => new StepStarted(at, camera, starting));
        }
        else if (StepFinished().Match(text) is { Success: true } finished && finished.Groups["step"].Value == step)
        {
            step = null;
            reporter.Report((at, camera) => new StepFinished(at, camera, finished.Groups["step"].Value));
        }
        else if (FailedTest().Match(text) is { Success: true } failed)
        {
            failures.TryAdd(failed.Groups["test"].Value, failed.Groups["text"].Value);
        }
        else if (
            text.StartsWith(Running, StringComparison.Ordinal)
            && NameIn(text[Running.Length..]) is { } running
            && begun.Count < MostSteps
        )
        {
            begun.Add(running);
        }
    }

    private void FollowStatuses(string text)
    {
        foreach (var status in tracker.Read(text).OfType<StatusLogged>())
        {
            verdicts[status.StatusKey] = status.Quality;
            var test = mapping.Stages.SelectMany(stage => stage.Tests).First(each => each.StatusKey == status.StatusKey);
            var name = test.Test ?? test.Name;
            var explanation = status.Quality == Quality.NotComputed ? failures.GetValueOrDefault(name) : null;
            reporter.Report((at, camera) => new TestJudged(at, camera, name, status.StatusKey, status.Quality, null, explanation));
        }
    }

    private static string? NameIn(string text) => Name().IsMatch(text) ? text : null;

    [GeneratedRegex(@"^\w{1,60}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^Step (?<step>\w{1,60}) finished\.\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex StepFinished();

    [GeneratedRegex(
        @"^Failed to run QA (?<test>\w{1,60})\. Got Exception (?<text>.*)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FailedTest();
}
