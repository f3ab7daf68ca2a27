namespace QuickLook.Tests.Core.Orchestration;

/// <summary>The system's clock with a time of day that a test sets, as an administrator or a time server does; counters and timers go on.</summary>
public sealed class SettableClock : TimeProvider
{
    private long offsetTicks;

    public void Set(TimeSpan offset) => Interlocked.Exchange(ref offsetTicks, offset.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
}
