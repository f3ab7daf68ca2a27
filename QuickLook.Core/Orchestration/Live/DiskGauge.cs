using QuickLook.Core.Orchestration.Configuration;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>How full a volume is.</summary>
/// <param name="Name">What lies on it: <c>raw</c>, <c>reduced</c>, <c>raw, reduced</c>.</param>
/// <param name="UsedFraction">0 to 1.</param>
/// <param name="FreeBytes">Free bytes.</param>
public sealed record DiskGauge(string Name, double UsedFraction, long FreeBytes)
{
    /// <summary>Size of the volume in bytes; 0 when not known.</summary>
    public long TotalBytes { get; init; }

    /// <summary>How serious it is, by <see cref="Thresholds"/> and without flapping.</summary>
    public DiskLevel Level { get; init; }

    /// <summary>What it is judged by.</summary>
    public DiskThresholds Thresholds { get; init; } = new();
}
