namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>When a volume counts as filling up.</summary>
public sealed record DiskThresholds
{
    /// <summary>Free space in percent below which a volume is a warning. 0 to 100; default 20.</summary>
    public double WarningFreePercent { get; init; } = 20;

    /// <summary>Free space in percent below which a volume is an alarm. 0 to <see cref="WarningFreePercent"/>; default 10.</summary>
    public double AlarmFreePercent { get; init; } = 10;
}
