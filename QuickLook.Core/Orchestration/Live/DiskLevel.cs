namespace QuickLook.Core.Orchestration.Live;

/// <summary>How serious the shortage on a volume is.</summary>
public enum DiskLevel
{
    /// <summary>There is space.</summary>
    Normal,

    /// <summary>It fills up.</summary>
    Warning,

    /// <summary>It is nearly full.</summary>
    Alarm,
}
