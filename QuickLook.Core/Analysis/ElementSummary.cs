using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Analysis;

/// <summary>One element of a quantity over time, in a few numbers.</summary>
/// <param name="Camera">Whose; null for quantities of the exposure.</param>
/// <param name="Element">Index of the element, from 0.</param>
/// <param name="Exposures">Exposures that have a finite value of it; at least one.</param>
/// <param name="Median">Median of their values.</param>
/// <param name="Scatter">Robust scatter: 1.4826 times the median absolute deviation, which for a Gaussian is its sigma.</param>
/// <param name="Newest">The newest exposure that has a value.</param>
/// <param name="Change">Its value less the median of the ones before; NaN when there are none.</param>
/// <param name="IsJump">True when the newest value departs from those before it, by the rule of <see cref="JumpFinder"/>.</param>
public sealed record ElementSummary(
    CameraId? Camera,
    int Element,
    int Exposures,
    double Median,
    double Scatter,
    SeriesPoint Newest,
    double Change,
    bool IsJump
)
{
    // Sigma of a Gaussian over its median absolute deviation.
    private const double SigmaPerDeviation = 1.4826;

    /// <summary>Value of the newest exposure.</summary>
    public double NewestValue => Newest.Values[Element];

    /// <summary>Sums an element up.</summary>
    /// <param name="series">The quantity, in order of time.</param>
    /// <param name="element">Index of the element, from 0.</param>
    /// <returns>Null when no exposure has a finite value of it.</returns>
    public static ElementSummary? Of(Series series, int element)
    {
        var points = series.Points.Where(point => Has(point, element)).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        var newest = points[^1];
        double[] values = [.. points.Select(point => point.Values[element])];
        var (median, scatter) = LevelOf(values);
        var before = values.Length > 1 ? LevelOf(values.AsSpan(0, values.Length - 1)).Median : double.NaN;
        var change = newest.Values[element] - before;
        return new ElementSummary(
            series.Camera,
            element,
            values.Length,
            median,
            scatter,
            newest,
            change,
            JumpFinder.Find(values) is [.., var last] && last.Index == values.Length - 1
        );
    }

    /// <summary>True when an exposure has a finite value of an element.</summary>
    /// <param name="point">The exposure.</param>
    /// <param name="element">Index of the element, from 0.</param>
    public static bool Has(SeriesPoint point, int element) => element < point.Values.Length && double.IsFinite(point.Values[element]);

    private static (double Median, double Scatter) LevelOf(ReadOnlySpan<double> values)
    {
        var scratch = new double[values.Length];
        var median = OrderStatistics.MedianOf(values, scratch);
        for (var i = 0; i < values.Length; i++)
        {
            scratch[i] = Math.Abs(values[i] - median);
        }

        return (median, SigmaPerDeviation * OrderStatistics.Median(scratch.AsSpan()));
    }
}
