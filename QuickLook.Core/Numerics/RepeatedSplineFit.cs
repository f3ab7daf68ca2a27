using System.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// The spline of <see cref="LeastSquaresSpline"/> for one series after another, and for a series from which points are taken away: B-splines are
/// evaluated once, sums are kept by knot span, and the coefficients come from the banded normal equations by Cholesky's method. Where these are not
/// safe to solve (a pivot loses too much of its diagonal, as happens where weights differ by many decades within a span), the orthogonal
/// <see cref="BandedSplineFit"/> answers instead. Holds scratch; not thread-safe.
/// </summary>
internal sealed class RepeatedSplineFit
{
    private const int Order = SplineKnots.Order;

    /// <summary>Points of a span that determine a cubic by themselves.</summary>
    private const int FewestInSpan = Order;

    private readonly SplineNormalEquations equations = new();
    private readonly double[] robustWork = new double[BandedSplineFit.WorkLength];
    private readonly double[] values;
    private readonly double[] squares;
    private double[] x = [];
    private double[] y = [];
    private double[] weights = [];
    private int count;
    private double step;

    private double[] knots = [];
    private int knotCount;
    private double[] coefficients = [];
    private double[] triangle = [];
    private int[] spanBegins = [];
    private int[] inSpan = [];

    /// <summary>Prepares scratch.</summary>
    /// <param name="capacity">Most points of a series.</param>
    public RepeatedSplineFit(int capacity)
    {
        values = new double[Order * capacity];
        squares = new double[capacity];
    }

    private int Spans => knotCount - (2 * Order) + 1;

    /// <summary>Fits a series.</summary>
    /// <param name="positions">Positions, ascending; kept until the next series, and not to be changed until then.</param>
    /// <param name="data">Values, kept as well.</param>
    /// <param name="residualWeights">Weights of the residuals, all above 0, kept as well.</param>
    /// <param name="points">How many of each count.</param>
    /// <param name="resolution">Distance of knots to aim at, above 0.</param>
    /// <param name="retryResolution">Distance to try when the first is impossible; no second try unless it is larger.</param>
    /// <returns>False when both are impossible.</returns>
    public bool TryFit(double[] positions, double[] data, double[] residualWeights, int points, double resolution, double retryResolution)
    {
        (x, y, weights, count) = (positions, data, residualWeights, points);
        return TryFit(resolution) || (retryResolution > resolution && TryFit(retryResolution));
    }

    /// <summary>Fits again after one point has lost its weight.</summary>
    /// <param name="points">Numbers of the points; their weights are 0 by now.</param>
    /// <returns>False when the knots might change, or the points left might not determine the spline: then a new series has to be fitted.</returns>
    public bool TryDrop(ReadOnlySpan<int> points)
    {
        foreach (var point in points)
        {
            if (!IsHarmless(point))
            {
                return false;
            }
        }

        foreach (var point in points)
        {
            squares[point] = 0;
            var span = SpanOf(point);
            inSpan[span]--;
            if (inSpan[span] < FewestInSpan)
            {
                return false;
            }

            Sum(span);
        }

        return TrySolve();
    }

    /// <summary>The spline at the points of the series.</summary>
    /// <param name="result">As many; written.</param>
    public void ValuesAtPoints(Span<double> result)
    {
        var length = values.Length / Order;
        for (var span = 0; span < Spans; span++)
        {
            var i = spanBegins[span];
            var end = spanBegins[span + 1];
            var (c0, c1, c2, c3) = (coefficients[span], coefficients[span + 1], coefficients[span + 2], coefficients[span + 3]);
            for (; i <= end - Vector<double>.Count; i += Vector<double>.Count)
            {
                var sum =
                    (new Vector<double>(values, i) * c0)
                    + (new Vector<double>(values, length + i) * c1)
                    + (new Vector<double>(values, (2 * length) + i) * c2)
                    + (new Vector<double>(values, (3 * length) + i) * c3);
                sum.CopyTo(result[i..]);
            }

            for (; i < end; i++)
            {
                result[i] =
                    (values[i] * c0) + (values[length + i] * c1) + (values[(2 * length) + i] * c2) + (values[(3 * length) + i] * c3);
            }
        }
    }

    /// <summary>The spline anywhere; beyond the series its end polynomials continue.</summary>
    /// <param name="at">Where.</param>
    public double ValueAt(double at)
    {
        // Inner knots only: what lies before the first belongs to the first span, what lies after the last to the last.
        var inner = knots.AsSpan(Order, Spans - 1);
        var found = inner.BinarySearch(at);
        var span = found < 0 ? ~found : found + 1;
        var (first, second, third, fourth) = new CubicSpan(knots.AsSpan(0, knotCount), span).At(at);
        return (first * coefficients[span])
            + (second * coefficients[span + 1])
            + (third * coefficients[span + 2])
            + (fourth * coefficients[span + 3]);
    }

    private bool TryFit(double resolution)
    {
        if (count < 2 || !(x[count - 1] > x[0]) || !SplineKnots.TryCount(x[0], x[count - 1], resolution, out var most, out step))
        {
            return false;
        }

        Reserve(most);
        var positions = x.AsSpan(0, count);
        knotCount = SplineKnots.Place(knots, positions, x[0], step, most);
        if (!SplineKnots.Determine(knots.AsSpan(0, knotCount), positions, weights.AsSpan(0, count)))
        {
            return false;
        }

        var end = 0;
        for (var span = 0; span < Spans; span++)
        {
            var begin = end;
            spanBegins[span] = begin;
            var upper = span == Spans - 1 ? double.PositiveInfinity : knots[span + Order];
            while (end < count && x[end] < upper)
            {
                squares[end] = weights[end] * weights[end];
                end++;
            }

            inSpan[span] = end - begin;
            new CubicSpan(knots.AsSpan(0, knotCount), span).Fill(x.AsSpan(begin, end - begin), values, begin);
        }

        spanBegins[Spans] = count;
        for (var span = 0; span < Spans; span++)
        {
            Sum(span);
        }

        return TrySolve();
    }

    private void Reserve(int most)
    {
        var needed = (2 * Order) + most;
        if (knots.Length < needed)
        {
            knots = new double[needed];
            coefficients = new double[needed];
            triangle = new double[needed * (Order + 1)];
            equations.Reserve(needed);
            spanBegins = new int[needed];
            inSpan = new int[needed];
        }
    }

    private int SpanOf(int point)
    {
        var found = spanBegins.AsSpan(0, Spans).BinarySearch(point);
        if (found < 0)
        {
            return ~found - 1;
        }

        // Of empty spans that begin at the same point it is in the one after them.
        while (found + 1 < Spans && spanBegins[found + 1] == point)
        {
            found++;
        }

        return found;
    }

    /// <summary>
    /// True when a point lies between others that have weight, closer to each other than a step of the knots: no knot stands or falls with it then.
    /// </summary>
    private bool IsHarmless(int point)
    {
        var (before, after) = (point - 1, point + 1);
        while (before >= 0 && !(weights[before] > 0))
        {
            before--;
        }

        while (after < count && !(weights[after] > 0))
        {
            after++;
        }

        return before >= 0 && after < count && x[after] - x[before] < step;
    }

    private void Sum(int span)
    {
        var (begin, end) = (spanBegins[span], spanBegins[span + 1]);
        equations.Sum(span, new SpanPoints(values, squares, y, begin, end));
    }

    private bool TrySolve() => equations.TrySolve(Spans, coefficients) || TryRobustly(knotCount - Order);

    private bool TryRobustly(int size) =>
        new BandedSplineFit(robustWork, triangle.AsSpan(0, size * (Order + 1))).TryFit(
            knots.AsSpan(0, knotCount),
            x.AsSpan(0, count),
            y.AsSpan(0, count),
            weights.AsSpan(0, count),
            coefficients.AsSpan(0, size)
        );
}
