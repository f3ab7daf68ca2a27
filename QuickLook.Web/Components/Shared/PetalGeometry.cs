using System.Globalization;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Components.Shared;

/// <summary>
/// Where the slices of a petal wheel lie: ten of 36 degrees, clockwise from 18 degrees (0 is up) the spectrographs
/// 4 3 2 1 0 9 8 7 6 5, so that 5 is at the top and 0 at the bottom, as the focal plane is seen. Coordinates are those of an SVG centred
/// on the wheel, x to the right and y down.
/// </summary>
public static class PetalGeometry
{
    /// <summary>Radius of the wheel.</summary>
    public const double Radius = 52;

    /// <summary>How far an alarm reaches further out.</summary>
    public const double AlarmReach = 3;

    /// <summary>Width of the line around what is chosen; two thirds of it are seen outside of the slice.</summary>
    public const double SelectionLine = 2;

    private const double SliceDegrees = 36;
    private const double FirstDegrees = 18;

    /// <summary>Spectrographs clockwise from 18 degrees.</summary>
    public static IReadOnlyList<Spectrograph> Order { get; } =
    [.. new[] { 4, 3, 2, 1, 0, 9, 8, 7, 6, 5 }.Select(number => new Spectrograph(number))];

    /// <summary>Degrees clockwise from the top at which a spectrograph's slice begins.</summary>
    /// <param name="spectrograph">The spectrograph.</param>
    public static double StartDegrees(Spectrograph spectrograph) =>
        FirstDegrees + (SliceDegrees * ((Spectrograph.Count + 4 - spectrograph.Number) % Spectrograph.Count));

    /// <summary>The outline of a slice, as SVG path data.</summary>
    /// <param name="spectrograph">The spectrograph.</param>
    /// <param name="radius">Outer radius.</param>
    /// <param name="insetDegrees">Left free at either side.</param>
    public static string Slice(Spectrograph spectrograph, double radius, double insetDegrees = 0)
    {
        var (x1, y1) = Point(StartDegrees(spectrograph) + insetDegrees, radius);
        var (x2, y2) = Point(StartDegrees(spectrograph) + SliceDegrees - insetDegrees, radius);
        return string.Create(CultureInfo.InvariantCulture, $"M0 0L{x1:0.0} {y1:0.0}A{radius:0.#} {radius:0.#} 0 0 1 {x2:0.0} {y2:0.0}z");
    }

    /// <summary>A point on the middle line of a slice.</summary>
    /// <param name="spectrograph">The spectrograph.</param>
    /// <param name="fraction">0 the centre, 1 as far out as an alarm reaches.</param>
    public static (double X, double Y) Middle(Spectrograph spectrograph, double fraction) =>
        Point(StartDegrees(spectrograph) + (SliceDegrees / 2), fraction * (Radius + AlarmReach));

    private static (double X, double Y) Point(double degrees, double radius)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        return (Tidy(radius * sine), Tidy(-radius * cosine));
    }

    // No "-0.0" in the page.
    private static double Tidy(double value) => Math.Abs(value) < 0.05 ? 0 : value;
}
