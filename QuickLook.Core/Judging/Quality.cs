namespace QuickLook.Core.Judging;

/// <summary>
/// What the data are like, as opposed to what happened to the run. Only <see cref="Normal"/> is a pass: unknown, not computed
/// and none never look like one.
/// </summary>
public enum Quality
{
    /// <summary>Nothing was judged: no data, or the test does not exist for this camera.</summary>
    None,

    /// <summary>Within the normal range.</summary>
    Normal,

    /// <summary>Outside the normal range, within the warning range.</summary>
    Warning,

    /// <summary>Outside both ranges.</summary>
    Alarm,

    /// <summary>Measured, but could not be judged: no reference, wrong number of elements, not a number.</summary>
    Unknown,

    /// <summary>The test failed or did not run although it should have.</summary>
    NotComputed,
}
