namespace QuickLook.Web.Plots;

/// <summary>Which value has which colour; values beyond the ends have the colour of the end.</summary>
/// <param name="Kind">The family of colours.</param>
/// <param name="Low">Value at the lower end.</param>
/// <param name="High">Value at the upper end.</param>
/// <param name="Title">What the bar beside the figure is headed with: <c>value - reference (px)</c>.</param>
public sealed record ColourScale(ColourScaleKind Kind, double Low, double High, string Title);
