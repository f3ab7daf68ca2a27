namespace QuickLook.Web.Plots;

/// <summary>A family of colours.</summary>
public enum ColourScaleKind
{
    /// <summary>Even steps of lightness, for values.</summary>
    Sequential,

    /// <summary>Two colours and a neutral middle, for deviations; the middle of the scale is the reference.</summary>
    Diverging,
}
