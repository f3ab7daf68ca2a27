namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>How a kernel is sampled.</summary>
internal sealed record SamplingPlan
{
    /// <summary>For figures: 32 operations and 0.6 s at least to warm up, fifteen samples of 50 ms at least.</summary>
    public static SamplingPlan Thorough { get; } = new();

    /// <summary>
    /// Least operations of warming up. The runtime compiles a method with full optimisation after thirty calls; a method that is called once in an operation needs
    /// as many operations.
    /// </summary>
    public int WarmUpOperations { get; init; } = 32;

    /// <summary>Least processor time of warming up: the runtime compiles in the background, after a pause of 100 ms without new methods.</summary>
    public TimeSpan WarmUpAtLeast { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Most processor time of warming up, whether times have settled or not.</summary>
    public TimeSpan WarmUpAtMost { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Least processor time of one sample: operations are repeated within it until it is reached.</summary>
    public TimeSpan SampleAtLeast { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Samples.</summary>
    public int Samples { get; init; } = 15;
}
