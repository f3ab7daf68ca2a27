using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Values of exposures over nights, and what there is to choose from them.</summary>
public static class NightValues
{
    /// <summary>The newest night.</summary>
    public static Night Newest { get; } = Night.Parse("20201112").Value;

    /// <summary>Two months before <see cref="Newest"/>, science and zeros.</summary>
    public static SeriesSpan Span { get; } = new(Night.Parse("20200913").Value, Newest, ["science", "zero"], ["bright", "dark"]);

    /// <summary>Exposures, the newest last, four in a night.</summary>
    /// <param name="count">How many.</param>
    /// <param name="values">Values of the elements, by place in time.</param>
    /// <param name="from">Number of the first exposure; rows have the same key.</param>
    public static IEnumerable<SeriesPoint> Of(int count, Func<int, ImmutableArray<double>> values, int from = 1000) =>
        Enumerable
            .Range(0, count)
            .Select(place => new SeriesPoint(
                from + place,
                new ExposureId(from + place),
                4000 + from + place,
                new Night(Newest.Date.AddDays((place - count + 1) / 4)),
                new Mjd(59165.2 + ((place - count + 1) / 4) + (0.05 * (place % 4))),
                Quality.None,
                values(place)
            ));

    /// <summary>Read noise of four amplifiers of a camera, airmass, and brightness of the sky.</summary>
    /// <param name="shelf">Where to.</param>
    /// <param name="cameras">Whose.</param>
    /// <param name="count">How many exposures.</param>
    public static void Lay(ScriptedTrendShelf shelf, IEnumerable<CameraId> cameras, int count = 40)
    {
        shelf.Span = Span;
        foreach (var camera in cameras)
        {
            shelf.Put(
                new Quantity(QuantityKind.Metric, "noise"),
                camera,
                Of(count, place => [.. Enumerable.Range(0, 4).Select(amp => 2.5 + (0.1 * amp) + (0.02 * ((place * 7 % 5) - 2)))])
            );
            shelf.Put(new Quantity(QuantityKind.Metric, "skybrightness"), camera, Of(count, place => [70 + (30 * Airmass(place))]));
        }

        shelf.Put(Quantity.Airmass, null, Of(count, place => [Airmass(place)], from: 1002));
    }

    private static double Airmass(int place) => 1 + (0.02 * (place * 11 % 40));
}
