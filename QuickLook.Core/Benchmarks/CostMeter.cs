namespace QuickLook.Core.Benchmarks;

/// <summary>
/// Measures what work costs this process: processor time as the kernel counts it (microseconds; compiler and garbage collector included), and the clock.
/// </summary>
internal sealed class CostMeter
{
    private readonly TimeProvider time;
    private TimeSpan cpu;
    private long timestamp;

    /// <summary>A meter that starts now.</summary>
    /// <param name="time">The clock.</param>
    public CostMeter(TimeProvider time)
    {
        this.time = time;
        Lap();
    }

    /// <summary>What was spent since the start or the last lap, and starts the next one.</summary>
    public Cost Lap()
    {
        var (cpuNow, timestampNow) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
        var cost = new Cost((cpuNow - cpu).TotalSeconds, time.GetElapsedTime(timestamp, timestampNow).TotalSeconds);
        (cpu, timestamp) = (cpuNow, timestampNow);
        return cost;
    }

    /// <summary>Collects garbage, so that what one run left behind is not counted with the next.</summary>
    public static void TidyUp()
    {
#pragma warning disable S1215 // A measurement begins on a clean heap; nothing else of this program collects by hand.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
#pragma warning restore S1215
    }

    /// <summary>Gives back to the system what was taken and is free again, so that memory is counted from as low as it gets.</summary>
    public static void GiveMemoryBack()
    {
#pragma warning disable S1215 // As above.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
#pragma warning restore S1215
    }
}
