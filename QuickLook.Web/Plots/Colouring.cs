using System.Collections.Immutable;

namespace QuickLook.Web.Plots;

/// <summary>A colour for each point by a value of its own.</summary>
/// <param name="Values">One per point; NaN is drawn in the colour of no value.</param>
/// <param name="Scale">Which value has which colour.</param>
public sealed record Colouring(ImmutableArray<double> Values, ColourScale Scale);
