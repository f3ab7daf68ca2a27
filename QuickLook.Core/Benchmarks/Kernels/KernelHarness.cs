namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>
/// Measures kernels in this process, one at a time, on the calling thread: warms up until times settle, finds out how many operations make a sample, takes samples
/// with garbage collected in between, and tells their statistics. Time is processor time of the thread.
/// </summary>
internal sealed class KernelHarness
{
    private readonly SamplingPlan plan;

    /// <summary>A harness.</summary>
    /// <param name="plan">How to sample.</param>
    public KernelHarness(SamplingPlan plan) => this.plan = plan;

    /// <summary>Measures a kernel. One that throws is reported with its reason; the others can go on.</summary>
    /// <param name="kernel">The kernel.</param>
    public KernelTiming Measure(Kernel kernel)
    {
        var timing = new KernelTiming
        {
            Name = kernel.Name,
            Subject = kernel.Subject,
            ComparedWith = kernel.ComparedWith,
        };
        try
        {
            return Measure(kernel, timing);
        }
        catch (Exception bug)
        {
            // The edge of a kernel: the figures of the others stand.
            return timing with { Problem = $"{bug.GetType().Name}: {bug.Message}" };
        }
    }

    private KernelTiming Measure(Kernel kernel, KernelTiming timing)
    {
        var (perOperation, isWarm) = WarmUpWith(kernel);
        var operations = kernel.Restore is null ? OperationsPerSample(perOperation) : 1;
        var samples = new double[plan.Samples];
        long allocated = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            CostMeter.TidyUp();
            var before = GC.GetAllocatedBytesForCurrentThread();
            samples[i] = Sample(kernel, operations).TotalSeconds / operations;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return timing with
        {
            Seconds = SampleStatistics.Of(samples),
            OperationsPerSample = operations,
            AllocatedBytes = (double)allocated / samples.Length / operations,
            IsWarm = isWarm,
        };
    }

    private int OperationsPerSample(TimeSpan perOperation) =>
        (int)Math.Clamp(Math.Ceiling(plan.SampleAtLeast / Max(perOperation, TimeSpan.FromTicks(1))), 1, int.MaxValue);

    /// <summary>Runs until windows of time no longer get faster; the windows grow with the operation, which is run at least once in each.</summary>
    private (TimeSpan PerOperation, bool IsWarm) WarmUpWith(Kernel kernel)
    {
        var windows = new List<double>();
        var spent = TimeSpan.Zero;
        var done = 0L;
        var operations = 1;
        while (true)
        {
            var window = Sample(kernel, operations);
            var perOperation = window / operations;
            spent += window;
            done += operations;
            if (kernel.Restore is null && window < plan.SampleAtLeast / 2)
            {
                // Too short to be told from the clock's own error: nothing is learnt yet but how many operations to try.
                operations = (int)Math.Min(operations * 2L, int.MaxValue);
                continue;
            }

            windows.Add(perOperation.TotalSeconds);
            var isWarm = WarmUp.HasSettled(windows) && spent >= plan.WarmUpAtLeast && done >= plan.WarmUpOperations;
            if (isWarm || spent >= plan.WarmUpAtMost)
            {
                return (perOperation, isWarm);
            }
        }
    }

    private static TimeSpan Sample(Kernel kernel, int operations)
    {
        kernel.Restore?.Invoke();
        var begun = ThreadClock.Now;
        for (var i = 0; i < operations; i++)
        {
            kernel.Run();
        }

        return ThreadClock.Now - begun;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
