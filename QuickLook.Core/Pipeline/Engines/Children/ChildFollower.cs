using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Pipeline.Engines.Children;

/// <summary>Takes in what a child process writes: its report, and on standard error what the runtime says when it crashes.</summary>
internal sealed class ChildFollower
{
    // The runtime writes the reason first and a long stack after it.
    private const int MostComplaints = 20;

    private readonly Lock gate = new();
    private readonly CameraId camera;
    private readonly IProgress<RunEvent> observer;
    private readonly List<string> complaints = [];
    private readonly Dictionary<string, Quality> verdicts = new(StringComparer.Ordinal);
    private bool isClosed;

    public ChildFollower(CameraId camera, IProgress<RunEvent> observer)
    {
        this.camera = camera;
        this.observer = observer;
    }

    /// <summary>The outcome; null when the child has not told any.</summary>
    public CameraRunOutcome? Outcome { get; private set; }

    /// <summary>The step that runs, or the one that ran last; null before the first.</summary>
    public string? Step { get; private set; }

    /// <summary>Worst verdict so far.</summary>
    public Quality Quality => Qualities.Worst(verdicts.Values);

    /// <summary>What was said on standard error, in one line; null for nothing.</summary>
    public string? Complaint =>
        complaints.Find(line => line.StartsWith("Unhandled exception", StringComparison.Ordinal)) ?? complaints.FirstOrDefault();

    /// <summary>Takes a line of the report.</summary>
    public void TakeReport(string line)
    {
        lock (gate)
        {
            if (isClosed || !ChildReport.TryRead(line, camera, out var happened, out var outcome))
            {
                return;
            }

            Outcome = outcome ?? Outcome;
            Step = happened is StepStarted started ? started.Step : Step;
            if (happened is TestJudged judged)
            {
                verdicts[judged.StatusKey] = judged.Quality;
            }

            if (happened is not null)
            {
                observer.Report(happened);
            }
        }
    }

    /// <summary>Takes a line of standard error.</summary>
    public void TakeComplaint(string line)
    {
        lock (gate)
        {
            if (complaints.Count < MostComplaints)
            {
                complaints.Add(line);
            }
        }
    }

    /// <summary>Ends following: what comes later belongs to nobody.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
        }
    }
}
