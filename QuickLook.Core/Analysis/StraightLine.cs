namespace QuickLook.Core.Analysis;

/// <summary>A straight line through points: <c>y = Intercept + Slope x</c>.</summary>
/// <param name="Slope">In the unit of y per unit of x.</param>
/// <param name="Intercept">In the unit of y, at x = 0.</param>
/// <param name="SlopeError">Standard error of the slope; NaN where it is not known: of two points, and of a robust line.</param>
public readonly record struct StraightLine(double Slope, double Intercept, double SlopeError)
{
    /// <summary>The line at a place.</summary>
    /// <param name="x">The place.</param>
    public double At(double x) => Intercept + (Slope * x);
}
