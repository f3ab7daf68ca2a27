namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>What one algorithm costs, on one thread.</summary>
public sealed record KernelTiming
{
    /// <summary>The algorithm.</summary>
    public required string Name { get; init; }

    /// <summary>What it was given, such as <c>4162 x 4232 pixels</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Processor time of the thread for one operation, seconds; null when there is a problem.</summary>
    public SampleStatistics? Seconds { get; init; }

    /// <summary>Operations in each sample.</summary>
    public int OperationsPerSample { get; init; }

    /// <summary>Memory taken from the garbage-collected heap by one operation, bytes; pools not counted.</summary>
    public double AllocatedBytes { get; init; }

    /// <summary>False when times had not settled when warming up had to end.</summary>
    public bool IsWarm { get; init; }

    /// <summary>Name of the kernel that does the same by other means; null when there is none.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>Why there is no time; null when there is one.</summary>
    public string? Problem { get; init; }
}
