using System.Diagnostics.CodeAnalysis;

namespace QuickLook.Core.Pipeline.Logging;

/// <summary>
/// Says at once what runs, and again every 5 s while it runs, for 120 s at most (pipeline.md 6.3). It only talks; it never ends a step.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private const string Running = "Running ";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(120);

    private readonly ITimer timer;

    private Heartbeat(ITimer timer) => this.timer = timer;

    public static Heartbeat Start(RunReporter reporter, string name)
    {
        var text = Running + name;
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

    /// <summary>Reads from a line what it says is running.</summary>
    /// <param name="line">Any line of a run log.</param>
    /// <param name="name">Name of the step or test.</param>
    public static bool TryGetRunning(LogLine line, [NotNullWhen(true)] out string? name)
    {
        var isRunning = line.Logger == RunReporter.QuickLook && line.Text.StartsWith(Running, StringComparison.Ordinal);
        name = isRunning ? line.Text[Running.Length..] : null;
        return isRunning;
    }

    public void Dispose() => timer.Dispose();
}
