using System.Collections.Immutable;
using MathNet.Numerics.Statistics;
using QuickLook.Core.Numerics;
using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis;

/// <summary>How one quantity goes with another: two straight lines and two coefficients of correlation.</summary>
/// <param name="Count">Pairs that it is made of.</param>
/// <param name="LeastSquares">The line with the least sum of squares of y - line, every pair with the same weight.</param>
/// <param name="Robust">
/// The line of Theil and Sen: its slope is the median of the slopes between all pairs, its intercept median(y) - slope median(x). Up to 29 % of the pairs may be
/// anywhere without carrying it away.
/// </param>
/// <param name="Pearson">Coefficient of linear correlation, -1 to 1; NaN where y is the same everywhere.</param>
/// <param name="Spearman">The same of the ranks (equal values share theirs), so of any rise or fall; NaN where y is the same everywhere.</param>
public sealed record Regression(int Count, StraightLine LeastSquares, StraightLine Robust, double Pearson, double Spearman)
{
    /// <summary>Of more pairs than this, the robust line is made of this many, spread evenly along x.</summary>
    public const int MostOfRobust = 2000;

    /// <summary>Fits.</summary>
    /// <param name="x">The quantity across.</param>
    /// <param name="y">The quantity upwards, as many; pairs in which one is not finite are left out.</param>
    /// <returns>The fit, or why there is none: fewer than two pairs, or no two different values of x.</returns>
    /// <exception cref="ArgumentException">As many of both are needed.</exception>
    public static Result<Regression> Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("As many values upwards as across are needed.", nameof(y));
        }

        var pairs = new List<(double X, double Y)>(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                pairs.Add((x[i], y[i]));
            }
        }

        if (pairs.Count < 2)
        {
            return new Failure(
                pairs.Count == 0 ? "there is no fit: no pair has both values" : "there is no fit: a line needs two pairs, and there is one"
            );
        }

        var ordered = pairs.OrderBy(pair => pair.X).ThenBy(pair => pair.Y).ToImmutableArray();
        if (ordered[0].X.Equals(ordered[^1].X))
        {
            return new Failure("there is no fit: the quantity across is the same in all pairs");
        }

        double[] across = [.. ordered.Select(pair => pair.X)];
        double[] upwards = [.. ordered.Select(pair => pair.Y)];
        return new Regression(
            ordered.Length,
            Squares(across, upwards),
            TheilSen(across, upwards),
            Correlation.Pearson(across, upwards),
            Correlation.Spearman(across, upwards)
        );
    }

    private static StraightLine Squares(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var (xx, xy) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        var slope = xy / xx;
        var left = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var residual = y[i] - meanY - (slope * (x[i] - meanX));
            left += residual * residual;
        }

        var error = x.Length > 2 ? Math.Sqrt(left / (x.Length - 2) / xx) : double.NaN;
        return new StraightLine(slope, meanY - (slope * meanX), error);
    }

    // Every slope between two points: their number grows with the square, so of many points a part has to do.
    private static StraightLine TheilSen(double[] x, double[] y)
    {
        int[] chosen =
        [
            .. Enumerable
                .Range(0, Math.Min(x.Length, MostOfRobust))
                .Select(at => (int)((long)at * x.Length / Math.Min(x.Length, MostOfRobust))),
        ];
        var slopes = new double[chosen.Length * (chosen.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            for (var k = i + 1; k < chosen.Length; k++)
            {
                var across = x[chosen[k]] - x[chosen[i]];
                if (across > 0)
                {
                    slopes[count++] = (y[chosen[k]] - y[chosen[i]]) / across;
                }
            }
        }

        // Where nearly all points have the same place, the part may have no two different ones: then the ends make the line.
        var slope = count > 0 ? OrderStatistics.Median(slopes.AsSpan(0, count)) : (y[^1] - y[0]) / (x[^1] - x[0]);
        var scratch = new double[x.Length];
        return new StraightLine(slope, OrderStatistics.MedianOf(y, scratch) - (slope * OrderStatistics.MedianOf(x, scratch)), double.NaN);
    }
}
