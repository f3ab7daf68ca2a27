namespace QuickLook.Web.Live;

/// <summary>
/// Runs an action for signals, at most once per interval: the first signal after a pause runs it at once, signals in between are folded
/// into one run at the end of the interval. The last signal is never lost. Thread-safe; the action never overlaps itself.
/// </summary>
public sealed class Throttle : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly Func<Task> action;
    private readonly ITimer timer;
    private long lastRun;
    private bool hasRun;
    private bool running;
    private bool pending;
    private bool disposed;

    /// <summary>A throttle.</summary>
    /// <param name="interval">Least time between the starts of two runs.</param>
    /// <param name="action">What to run; must not throw.</param>
    /// <param name="time">The clock.</param>
    public Throttle(TimeSpan interval, Func<Task> action, TimeProvider time)
    {
        this.interval = interval;
        this.action = action;
        this.time = time;
        timer = time.CreateTimer(_ => RunIfDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks for a run, at once or at the end of the interval.</summary>
    public void Signal()
    {
        lock (gate)
        {
            pending = true;
        }

        RunIfDue();
    }

    /// <summary>No run starts after this.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        timer.Dispose();
    }

    private void RunIfDue()
    {
        lock (gate)
        {
            if (disposed || running || !pending)
            {
                return;
            }

            var wait = hasRun ? interval - time.GetElapsedTime(lastRun) : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                timer.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }

            hasRun = true;
            running = true;
            pending = false;
            lastRun = time.GetTimestamp();
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            await action();
        }
        finally
        {
            lock (gate)
            {
                running = false;
            }

            RunIfDue();
        }
    }
}
