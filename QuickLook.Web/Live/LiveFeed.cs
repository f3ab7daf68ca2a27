using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Live;

/// <summary>
/// The one subscription of a circuit to the live state. All that changes on the circuit's screens goes through it, so that an event storm
/// costs at most ten renders a second, and one render when several things change at once. When nothing changes, a frame a second proves
/// to the browser that it still sees the present.
/// </summary>
public sealed class LiveFeed : IDisposable
{
    /// <summary>Least time between two frames.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest time between two frames.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private readonly ILiveState live;
    private readonly TimeProvider time;
    private readonly Throttle throttle;
    private readonly Lock gate = new();
    private readonly HashSet<LiveLog> watched = [];
    private ITimer? heart;
    private bool disposed;

    /// <summary>A feed that is quiet until it is started.</summary>
    /// <param name="live">The live state.</param>
    /// <param name="time">The clock.</param>
    public LiveFeed(ILiveState live, TimeProvider time)
    {
        this.live = live;
        this.time = time;
        throttle = new Throttle(Interval, PublishAsync, time);
        Frame = new LiveFrame(0, time.GetUtcNow(), live.Current);
    }

    /// <summary>The newest frame.</summary>
    public LiveFrame Frame { get; private set; }

    /// <summary>Called with each frame, one call at a time; the next waits until the returned task ends.</summary>
    public Func<LiveFrame, Task>? Show { get; set; }

    /// <summary>Registers with the live state; what happened before is in the frame that follows at once.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (disposed || heart is not null)
            {
                return;
            }

            live.Changed += throttle.Signal;
            heart = time.CreateTimer(_ => Beat(), null, Heartbeat, Heartbeat);
        }

        throttle.Signal();
    }

    /// <summary>Makes the lines of a log a reason for a frame, until disposed.</summary>
    /// <param name="log">The log.</param>
    public IDisposable Watch(LiveLog log)
    {
        lock (gate)
        {
            if (!disposed && watched.Add(log))
            {
                log.Changed += throttle.Signal;
            }
        }

        return new Subscription(this, log);
    }

    /// <summary>Leaves the live state and every log.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            live.Changed -= throttle.Signal;
            foreach (var log in watched)
            {
                log.Changed -= throttle.Signal;
            }

            watched.Clear();
            heart?.Dispose();
        }

        Show = null;
        throttle.Dispose();
    }

    private void Beat()
    {
        if (time.GetUtcNow() - Frame.At >= Heartbeat - Interval)
        {
            throttle.Signal();
        }
    }

    private Task PublishAsync()
    {
        Frame = new LiveFrame(Frame.Number + 1, time.GetUtcNow(), live.Current);
        return Show?.Invoke(Frame) ?? Task.CompletedTask;
    }

    private void Unwatch(LiveLog log)
    {
        lock (gate)
        {
            if (watched.Remove(log))
            {
                log.Changed -= throttle.Signal;
            }
        }
    }

    private sealed class Subscription(LiveFeed feed, LiveLog log) : IDisposable
    {
        public void Dispose() => feed.Unwatch(log);
    }
}
