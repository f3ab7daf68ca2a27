namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>An algorithm ready to be measured.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Subject">What it is given.</param>
/// <param name="Run">One operation, on the calling thread alone.</param>
internal sealed record Kernel(string Name, string Subject, Action Run)
{
    /// <summary>Puts back what an operation changed; not measured. With it, a sample is one operation.</summary>
    public Action? Restore { get; init; }

    /// <summary>Another kernel that this one is compared with.</summary>
    public string? ComparedWith { get; init; }
}
