namespace QuickLook.Core.Orchestration.Control;

/// <summary>
/// A clock that only goes on, by the machine's counter: pauses last as long as they should also when somebody sets the time. Thread-safe.
/// </summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset begin = time.GetUtcNow();
    private readonly long beginCount = time.GetTimestamp();

    /// <summary>The moment, as this clock has it.</summary>
    public DateTimeOffset Now => begin + time.GetElapsedTime(beginCount);

    /// <summary>By how much the time of day is ahead of this clock: what it was set since the start.</summary>
    public TimeSpan Set => time.GetUtcNow() - Now;

    /// <summary>A moment of the time of day on this clock, but not further ahead than a limit: it may come from before the time was set.</summary>
    public DateTimeOffset OnThisClock(DateTimeOffset moment, TimeSpan atMost)
    {
        var ahead = moment - time.GetUtcNow();
        return Now + (ahead < atMost ? ahead : atMost);
    }
}
