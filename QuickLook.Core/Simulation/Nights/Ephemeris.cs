namespace QuickLook.Core.Simulation.Nights;

/// <summary>
/// Where sun and moon are: the low-precision series of The Astronomical Almanac (section C and D), good to 0.01 degrees for the sun and 0.3 degrees
/// for the moon's centre as seen from the centre of the Earth. The moon's parallax of up to one degree is left out.
/// </summary>
public static class Ephemeris
{
    private const double DaysPerCentury = 36525;

    /// <summary>The sun.</summary>
    /// <param name="instant">When.</param>
    public static SkyPosition Sun(DateTimeOffset instant)
    {
        var centuries = SiderealTime.Centuries(instant);
        return Equatorial(SunLongitude(centuries), 0, centuries);
    }

    /// <summary>The moon.</summary>
    /// <param name="instant">When.</param>
    public static SkyPosition Moon(DateTimeOffset instant)
    {
        var centuries = SiderealTime.Centuries(instant);
        return Equatorial(MoonLongitude(centuries), MoonLatitude(centuries), centuries);
    }

    /// <summary>Fraction of the moon's disc that is lit, 0 (new) to 1 (full).</summary>
    /// <param name="instant">When.</param>
    public static double MoonIllumination(DateTimeOffset instant)
    {
        var centuries = SiderealTime.Centuries(instant);
        var elongation = MoonLongitude(centuries) - SunLongitude(centuries);
        return (1 - (Angle.Cos(MoonLatitude(centuries)) * Angle.Cos(elongation))) / 2;
    }

    private static double SunLongitude(double centuries)
    {
        var days = centuries * DaysPerCentury;
        var anomaly = 357.528 + (0.9856003 * days);
        return 280.460 + (0.9856474 * days) + (1.915 * Angle.Sin(anomaly)) + (0.020 * Angle.Sin(2 * anomaly));
    }

    private static double MoonLongitude(double centuries) =>
        218.32
        + (481267.881 * centuries)
        + (6.29 * Angle.Sin(135.0 + (477198.87 * centuries)))
        - (1.27 * Angle.Sin(259.3 - (413335.36 * centuries)))
        + (0.66 * Angle.Sin(235.7 + (890534.22 * centuries)))
        + (0.21 * Angle.Sin(269.9 + (954397.74 * centuries)))
        - (0.19 * Angle.Sin(357.5 + (35999.05 * centuries)))
        - (0.11 * Angle.Sin(186.5 + (966404.03 * centuries)));

    private static double MoonLatitude(double centuries) =>
        (5.13 * Angle.Sin(93.3 + (483202.02 * centuries)))
        + (0.28 * Angle.Sin(228.2 + (960400.89 * centuries)))
        - (0.28 * Angle.Sin(318.3 + (6003.15 * centuries)))
        - (0.17 * Angle.Sin(217.6 - (407332.21 * centuries)));

    private static SkyPosition Equatorial(double longitude, double latitude, double centuries)
    {
        var obliquity = 23.439 - (0.013 * centuries);
        var y = (Angle.Cos(latitude) * Angle.Sin(longitude) * Angle.Cos(obliquity)) - (Angle.Sin(latitude) * Angle.Sin(obliquity));
        var z = (Angle.Cos(latitude) * Angle.Sin(longitude) * Angle.Sin(obliquity)) + (Angle.Sin(latitude) * Angle.Cos(obliquity));
        var x = Angle.Cos(latitude) * Angle.Cos(longitude);
        return new SkyPosition(Angle.FullCircle(double.RadiansToDegrees(Math.Atan2(y, x))), Angle.OfSine(z));
    }
}
