namespace QuickLook.Web.Components.Shared;

/// <summary>The words of the screens, in the order of the legend: worst first. Each has a shape and a fill of its own, never colour alone.</summary>
public enum Status
{
    /// <summary>Octagon.</summary>
    Alarm,

    /// <summary>Triangle.</summary>
    Warning,

    /// <summary>Circle. The only one that is a pass.</summary>
    Normal,

    /// <summary>Half circle, moving.</summary>
    Running,

    /// <summary>Ring.</summary>
    Queued,

    /// <summary>Hatched: it failed, or could not be judged.</summary>
    NotComputed,

    /// <summary>Dash: nothing to judge.</summary>
    NoData,

    /// <summary>Blank: absent by design.</summary>
    Absent,
}

/// <summary>How statuses are written.</summary>
public static class Statuses
{
    /// <summary>All, in legend order.</summary>
    public static IReadOnlyList<Status> All { get; } = Enum.GetValues<Status>();

    /// <summary>The word for people.</summary>
    /// <param name="status">The status.</param>
    public static string Word(this Status status) =>
        status switch
        {
            Status.NotComputed => "not computed",
            Status.NoData => "no data",
            _ => status.Key(),
        };

    /// <summary>The word for style sheets: class of the element, end of the glyph's name.</summary>
    /// <param name="status">The status.</param>
    public static string Key(this Status status) =>
        status switch
        {
            Status.Alarm => "alarm",
            Status.Warning => "warning",
            Status.Normal => "normal",
            Status.Running => "running",
            Status.Queued => "queued",
            Status.NotComputed => "notcomputed",
            Status.NoData => "nodata",
            Status.Absent => "absent",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status."),
        };
}
