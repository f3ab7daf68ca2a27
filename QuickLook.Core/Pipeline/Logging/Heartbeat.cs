namespace QuickLook.Core.Pipeline.Logging;

/// <summary>
/// Says at once what runs, and again every 5 s while it runs, for 120 s at most (pipeline.md 6.3). It only talks; it never ends a step.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(120);

    private readonly ITimer timer;

    private Heartbeat(ITimer timer) => this.timer = timer;

    public static Heartbeat Start(RunReporter reporter, string name)
    {
        var text = $"Running {name}";
        reporter.Info(text);
        var begun = reporter.Time.GetTimestamp();
        var repeating = reporter.Time.CreateTimer(
            _ =>
            {
                if (reporter.Time.GetElapsedTime(begun) <= Silence)
                {
                    reporter.Info(text);
                }
            },
            state: null,
            Period,
            Period
        );
        return new Heartbeat(repeating);
    }

    public void Dispose() => timer.Dispose();
}
