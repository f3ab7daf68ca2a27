using System.Globalization;
using QuickLook.Core.Numerics;

namespace QuickLook.Web.Plots;

/// <summary>
/// The frame of a map of the whole sky in equal areas: edge, graticule, labels, the plane of the Milky Way. Right ascension grows to the left; the map is cut
/// opposite of its centre.
/// </summary>
internal static class SkyMap
{
    /// <summary>Right ascension in the middle, degrees: a survey of the north away from the Milky Way is not torn then.</summary>
    public const double Centre = 120;

    private const int Mesh = 30;
    private const int Step = 3;

    private static readonly MollweideProjection Sky = new(Centre);

    /// <summary>Right ascension along the equator.</summary>
    public static Axis X { get; } =
        new("RA along the equator", "deg")
        {
            Reversed = true,
            Range = (-MollweideProjection.HalfWidth - 0.06, MollweideProjection.HalfWidth + 0.06),
            Words = [.. Offsets(-150, 150).Select(offset => (MollweideProjection.At(offset, 0).X, Degrees((Centre + offset + 360) % 360)))],
        };

    /// <summary>Declination.</summary>
    public static Axis Y { get; } =
        new("Dec", "deg")
        {
            Range = (-MollweideProjection.HalfHeight - 0.05, MollweideProjection.HalfHeight + 0.05),
            Words = [.. Offsets(-90, 90).Select(dec => (MollweideProjection.At(0, dec).Y, Degrees(dec)))],
        };

    /// <summary>Where a place lies on the map; NaN for none.</summary>
    /// <param name="ra">Right ascension, degrees.</param>
    /// <param name="dec">Declination, degrees.</param>
    public static (double X, double Y) Place(double ra, double dec) => Sky.Project(ra, dec);

    /// <summary>Meridians and parallels, the edge included.</summary>
    public static Trace Graticule { get; } =
        Line(
            "graticule",
            [
                .. Offsets(-180, 180).SelectMany(Meridian),
                .. Offsets(-60, 60).SelectMany(dec => new[] { MollweideProjection.At(-180, dec), MollweideProjection.At(180, dec), Break }),
            ]
        ) with
        {
            Tint = Tint.Faint,
            Size = 0.7,
        };

    /// <summary>The plane of the Milky Way.</summary>
    public static Trace MilkyWay { get; } = Plane();

    private static (double X, double Y) Break => (double.NaN, double.NaN);

    // Half of an ellipse; in even steps of its own angle, for those of declination are long near the poles.
    private static IEnumerable<(double X, double Y)> Meridian(double offset) =>
        Range(-90, 90, Step)
            .Select(angle => Math.SinCos(double.DegreesToRadians(angle)))
            .Select(part => (MollweideProjection.HalfWidth * offset / 180 * part.Cos, MollweideProjection.HalfHeight * part.Sin))
            .Append(Break);

    private static Trace Plane()
    {
        var points = new List<(double X, double Y)>();
        var longitudes = new List<double>();
        double? last = null;
        for (var longitude = 0; longitude <= 360; longitude += Step)
        {
            var (ra, dec) = Galactic.ToEquatorial(longitude, 0);
            var offset = Sky.OffsetDegrees(ra);
            if (last is { } before && Math.Abs(offset - before) > 180)
            {
                points.Add(Break);
                longitudes.Add(double.NaN);
            }

            points.Add(Sky.Project(ra, dec));
            longitudes.Add(longitude % 360);
            last = offset;
        }

        return Line("plane of the Milky Way", points) with
        {
            Tint = Tint.Strong,
            Size = 1,
            Dashed = true,
            InLegend = true,
            Tips = [TipField.Number("galactic longitude", "deg", 0, longitudes)],
        };
    }

    private static Trace Line(string name, IReadOnlyList<(double X, double Y)> points) =>
        new()
        {
            Kind = TraceKind.Line,
            Name = name,
            X = [.. points.Select(point => point.X)],
            Y = [.. points.Select(point => point.Y)],
        };

    private static IEnumerable<double> Offsets(int from, int to) => Range(from, to, Mesh);

    private static IEnumerable<double> Range(int from, int to, int step)
    {
        for (var at = from; at <= to; at += step)
        {
            yield return at;
        }
    }

    private static string Degrees(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:F0}").Replace('-', '−');
}
