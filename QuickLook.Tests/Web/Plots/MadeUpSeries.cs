using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Values over time that are made up.</summary>
public static class MadeUpSeries
{
    /// <summary>2026-01-01, the evening.</summary>
    public const double Begin = 61041.1;

    public static Series Of(string camera, params ImmutableArray<SeriesPoint> points) =>
        new(Quantity.Parse("metric-noise").Value, CameraId.Parse(camera).Value, points);

    /// <summary>A point; its key and process follow from its number.</summary>
    public static SeriesPoint Point(int exposure, double days, params ImmutableArray<double> values) =>
        new(
            1000 + exposure,
            new ExposureId(exposure),
            7000 + exposure,
            new Night(new DateOnly(2026, 1, 1).AddDays((int)Math.Floor(days - Begin))),
            new Mjd(days),
            Quality.Normal,
            values
        );

    /// <summary>Exposures every 20 minutes, ten hours a night.</summary>
    public static Series Long(string camera, int count, int elements)
    {
        var random = new Random(count);
        return Of(
            camera,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(at =>
                        Point(
                            at,
                            Begin + (at / 30) + (at % 30 / 72.0),
                            [.. Enumerable.Range(0, elements).Select(element => 2.6 + element + (0.1 * random.NextDouble()))]
                        )
                    ),
            ]
        );
    }
}
