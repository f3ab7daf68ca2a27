namespace QuickLook.Core.Benchmarks;

/// <summary>What a benchmark measures.</summary>
[Flags]
public enum BenchmarkParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Cameras one at a time, warm, step by step.</summary>
    Cameras = 1,

    /// <summary>Whole exposures, each in a process of its own.</summary>
    Exposures = 2,

    /// <summary>Single algorithms.</summary>
    Kernels = 4,
}
