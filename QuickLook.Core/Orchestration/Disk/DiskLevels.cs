using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// When a volume is a warning or an alarm. It becomes worse as soon as less is free than the threshold, and better only when clearly more is, so that a volume
/// that is written to and cleared at the threshold does not raise and withdraw a notice every minute.
/// </summary>
internal static class DiskLevels
{
    /// <summary>Percentage points above a threshold from which on a volume counts as better.</summary>
    public const double Recovery = 1;

    /// <summary>The level after a reading.</summary>
    /// <param name="before">The level before it.</param>
    /// <param name="freePercent">What is free, 0 to 100.</param>
    /// <param name="thresholds">The thresholds.</param>
    public static DiskLevel Next(DiskLevel before, double freePercent, DiskThresholds thresholds)
    {
        var now = Of(freePercent, thresholds);
        return now >= before ? now : (DiskLevel)Math.Min((int)before, (int)Of(freePercent - Recovery, thresholds));
    }

    private static DiskLevel Of(double freePercent, DiskThresholds thresholds) =>
        freePercent < thresholds.AlarmFreePercent ? DiskLevel.Alarm
        : freePercent < thresholds.WarningFreePercent ? DiskLevel.Warning
        : DiskLevel.Normal;
}
