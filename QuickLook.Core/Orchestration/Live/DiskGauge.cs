namespace QuickLook.Core.Orchestration.Live;

/// <summary>How full a volume is.</summary>
/// <param name="Name">What lies on it: <c>raw</c>, <c>reduced</c>.</param>
/// <param name="UsedFraction">0 to 1.</param>
/// <param name="FreeBytes">Free bytes.</param>
public sealed record DiskGauge(string Name, double UsedFraction, long FreeBytes);
