namespace QuickLook.Web.Plots;

/// <summary>How a line is broken.</summary>
public enum LineDash
{
    /// <summary>Not at all.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dash,

    /// <summary>Dots.</summary>
    Dot,

    /// <summary>A dash, a dot.</summary>
    DashDot,

    /// <summary>Long dashes.</summary>
    LongDash,
}
