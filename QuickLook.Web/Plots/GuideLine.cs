namespace QuickLook.Web.Plots;

/// <summary>A single line across the figure with a label.</summary>
/// <param name="Of">The axis on which it stands at <paramref name="At"/>.</param>
/// <param name="At">Where.</param>
/// <param name="Label">What it is: <c>reference 2.60</c>; empty for none.</param>
/// <param name="Kind">How it is drawn.</param>
public sealed record GuideLine(AxisName Of, double At, string Label, GuideKind Kind);

/// <summary>How a guide line is drawn.</summary>
public enum GuideKind
{
    /// <summary>The reference: thin.</summary>
    Reference,

    /// <summary>The judged value: strong.</summary>
    Value,

    /// <summary>A place to know, such as a spectral line: dotted, label along it.</summary>
    Mark,
}
