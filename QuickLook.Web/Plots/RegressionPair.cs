using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>An exposure with both quantities.</summary>
/// <param name="Point">The exposure as the quantity upwards has it.</param>
/// <param name="Quality">The worse of both verdicts.</param>
/// <param name="ProcessId">The process to open; 0 for none.</param>
/// <param name="X">The quantity across; finite.</param>
/// <param name="Y">The quantity upwards; finite.</param>
internal sealed record RegressionPair(SeriesPoint Point, Quality Quality, long ProcessId, double X, double Y)
{
    /// <summary>
    /// Joins by the exposure's key, whatever the order of the two: numbers of exposures repeat between origins, and either quantity may lack exposures.
    /// </summary>
    /// <param name="across">The quantity across.</param>
    /// <param name="upwards">The quantity upwards.</param>
    /// <returns>In order of time, the exposures in which both are finite.</returns>
    public static ImmutableArray<RegressionPair> Join(RegressionSide across, RegressionSide upwards)
    {
        var known = new Dictionary<long, SeriesPoint>();
        foreach (var point in across.Series.Points)
        {
            known.TryAdd(point.ExposureKey, point);
        }

        return
        [
            .. upwards
                .Series.Points.DistinctBy(point => point.ExposureKey)
                .Where(point => known.ContainsKey(point.ExposureKey))
                .Select(point => Pair(known[point.ExposureKey], point, ValueOf(across, known[point.ExposureKey]), ValueOf(upwards, point)))
                .Where(pair => double.IsFinite(pair.X) && double.IsFinite(pair.Y))
                .OrderBy(pair => pair.Point.At.Days),
        ];
    }

    private static RegressionPair Pair(SeriesPoint across, SeriesPoint upwards, double x, double y) =>
        new(upwards, Worse(across.Quality, upwards.Quality), upwards.ProcessId ?? across.ProcessId ?? 0, x, y);

    private static double ValueOf(RegressionSide side, SeriesPoint point) =>
        side.Element >= 0 && side.Element < point.Values.Length ? point.Values[side.Element] : double.NaN;

    private static Quality Worse(Quality one, Quality other) => Rank(one) >= Rank(other) ? one : other;

    private static int Rank(Quality quality) =>
        quality switch
        {
            Quality.Alarm => 4,
            Quality.Warning => 3,
            Quality.Unknown or Quality.NotComputed => 2,
            Quality.Normal => 1,
            _ => 0,
        };
}
