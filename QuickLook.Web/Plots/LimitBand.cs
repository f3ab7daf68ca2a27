namespace QuickLook.Web.Plots;

/// <summary>A range of limits, drawn as a band across the figure.</summary>
/// <param name="Of">The axis that it is a range of.</param>
/// <param name="Kind">What is inside.</param>
/// <param name="Low">Lower end, as the values are, not relative to the reference.</param>
/// <param name="High">Upper end.</param>
public sealed record LimitBand(AxisName Of, LimitKind Kind, double Low, double High);

/// <summary>One of the two axes.</summary>
public enum AxisName
{
    /// <summary>Across.</summary>
    X,

    /// <summary>Upwards.</summary>
    Y,
}

/// <summary>What is inside of a band.</summary>
public enum LimitKind
{
    /// <summary>Normal values.</summary>
    Normal,

    /// <summary>Values that are normal or worth a warning.</summary>
    Warning,
}
