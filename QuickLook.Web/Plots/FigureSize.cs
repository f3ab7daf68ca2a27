namespace QuickLook.Web.Plots;

/// <summary>How much room a figure wants on its page.</summary>
public enum FigureSize
{
    /// <summary>Half of the page's width.</summary>
    Normal,

    /// <summary>The whole width, low: lines and bars over many fibers or wavelengths.</summary>
    Wide,

    /// <summary>The whole width and height: a focal plane.</summary>
    Large,
}
