namespace QuickLook.Core.Orchestration.Disk;

/// <summary>How full a volume is at one moment.</summary>
/// <param name="Volume">What tells it from other volumes; the same for all folders on it.</param>
/// <param name="TotalBytes">Its size, more than 0.</param>
/// <param name="FreeBytes">What this service may still write.</param>
internal sealed record VolumeReading(string Volume, long TotalBytes, long FreeBytes)
{
    /// <summary>Free space, 0 to 100 percent.</summary>
    public double FreePercent => 100.0 * FreeBytes / TotalBytes;
}
