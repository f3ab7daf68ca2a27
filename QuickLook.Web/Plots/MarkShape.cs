namespace QuickLook.Web.Plots;

/// <summary>What a marker looks like.</summary>
public enum MarkShape
{
    /// <summary>A disc.</summary>
    Disc,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square on its corner: a jump.</summary>
    Diamond,

    /// <summary>A triangle: a warning.</summary>
    Triangle,

    /// <summary>An octagon: an alarm.</summary>
    Octagon,
}
