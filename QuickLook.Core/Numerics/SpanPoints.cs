namespace QuickLook.Core.Numerics;

/// <summary>The points of one knot span among those of a series.</summary>
/// <param name="Basis">Values of the four B-splines of its span at each point: four series one after another.</param>
/// <param name="Squares">Squares of the weights of residuals, by point.</param>
/// <param name="Values">Values, by point.</param>
/// <param name="Begin">First point of the span.</param>
/// <param name="End">First point after it.</param>
internal readonly record struct SpanPoints(double[] Basis, double[] Squares, double[] Values, int Begin, int End);
