namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>
/// What is removed from disk by itself. Raw data never are, nor anything of a process that is pinned, commented, waiting or running; verdicts, trend values and
/// documents stay in the database.
/// </summary>
public sealed record RetentionPolicy
{
    /// <summary>False while nothing is removed by itself: the default.</summary>
    public bool IsOn { get; init; }

    /// <summary>Products of processes that ended longer ago are removed. 1 to 3650 days; 0 keeps them for good. Default 30.</summary>
    public int ProductDays { get; init; } = 30;

    /// <summary>Run logs of processes that ended longer ago are removed. 1 to 3650 days; 0 keeps them for good. Default 180.</summary>
    public int LogDays { get; init; } = 180;

    /// <summary>
    /// While less than this is free on the volume of the reductions, products of the oldest processes are removed whatever their age. 0 to 90 percent; 0
    /// asks for nothing. Default 10.
    /// </summary>
    public double FreePercent { get; init; } = 10;

    /// <summary>Products of processes that ended less than this long ago stay even when space is short. 0 to 720 h; default 24.</summary>
    public int ProtectedHours { get; init; } = 24;
}
