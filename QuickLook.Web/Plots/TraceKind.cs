namespace QuickLook.Web.Plots;

/// <summary>How points are drawn.</summary>
public enum TraceKind
{
    /// <summary>Markers.</summary>
    Points,

    /// <summary>A line through them.</summary>
    Line,

    /// <summary>A line with steps in the middle between points, as spectra and histograms of bins are drawn.</summary>
    Steps,

    /// <summary>Bars from zero, centred on the points.</summary>
    Bars,

    /// <summary>A line with a marker at each point; a point without a value breaks it.</summary>
    LinePoints,

    /// <summary>A faint area inside of the points, which go once around it; a point without a value ends one area and begins another.</summary>
    Area,
}
