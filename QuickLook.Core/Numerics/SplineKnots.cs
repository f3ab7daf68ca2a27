namespace QuickLook.Core.Numerics;

/// <summary>The knots of a <see cref="LeastSquaresSpline"/>: where they stand, and whether points determine a spline on them.</summary>
internal static class SplineKnots
{
    /// <summary>Coefficients of a cubic.</summary>
    public const int Order = 4;

    /// <summary>More knots than this are no spline of a spectrum but a mistaken resolution.</summary>
    private const int MostKnots = 1_000_000;

    /// <summary>How many inner knots there are room for, and their distance.</summary>
    /// <param name="first">First weighted position.</param>
    /// <param name="last">Last one, beyond the first.</param>
    /// <param name="resolution">Distance to aim at, above 0.</param>
    /// <param name="most">Number of knots.</param>
    /// <param name="step">Their distance, not above the resolution.</param>
    /// <returns>False when there would be senselessly many.</returns>
    public static bool TryCount(double first, double last, double resolution, out int most, out double step)
    {
        var range = last - first;
        var steps = range / resolution;
        most = steps <= MostKnots ? (int)steps : 0;
        step = range / (most + 1);
        return steps <= MostKnots;
    }

    /// <summary>Writes the knots, the ends four times.</summary>
    /// <param name="knots">Room for twice the order more than <paramref name="most"/>.</param>
    /// <param name="x">Positions, ascending.</param>
    /// <param name="start">Position of the first weighted point.</param>
    /// <param name="step">Their distance.</param>
    /// <param name="most">How many there are before those without any point are dropped.</param>
    /// <returns>How many were written.</returns>
    public static int Place(Span<double> knots, ReadOnlySpan<double> x, double start, double step, int most)
    {
        knots[..Order].Fill(x[0]);
        var count = Order;
        var nearest = 0;
        for (var k = 0; k < most; k++)
        {
            var knot = start + (step * (0.5 + k));
            while (nearest + 1 < x.Length && Math.Abs(x[nearest + 1] - knot) <= Math.Abs(x[nearest] - knot))
            {
                nearest++;
            }

            if (Math.Abs(x[nearest] - knot) < step)
            {
                knots[count] = knot;
                count++;
            }
        }

        knots.Slice(count, Order).Fill(x[^1]);
        return count + Order;
    }

    /// <summary>
    /// Schoenberg and Whitney's condition: B-spline j, which lives between knots j and j + 4, gets a weighted position of its own inside them; the
    /// first and last one may have theirs on the end.
    /// </summary>
    /// <param name="knots">The knots.</param>
    /// <param name="x">Positions, ascending.</param>
    /// <param name="weights">Points whose weight is not above 0 do not count.</param>
    /// <returns>True when the points determine a spline on these knots.</returns>
    public static bool Determine(ReadOnlySpan<double> knots, ReadOnlySpan<double> x, ReadOnlySpan<double> weights)
    {
        var count = knots.Length - Order;
        var taken = double.NegativeInfinity;
        var i = 0;
        for (var j = 0; j < count; j++)
        {
            while (i < x.Length && (!(weights[i] > 0) || x[i] <= taken || (j > 0 && x[i] <= knots[j])))
            {
                i++;
            }

            if (i == x.Length || !(x[i] < knots[j + Order] || (j == count - 1 && x[i] <= knots[^1])))
            {
                return false;
            }

            taken = x[i];
        }

        return true;
    }
}
