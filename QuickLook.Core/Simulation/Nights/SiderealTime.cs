using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>Mean sidereal time: the right ascension that stands in the south (Meeus, Astronomical Algorithms, chapter 12). Good to a second of time; UT1 is taken as UTC.</summary>
public static class SiderealTime
{
    private const double EpochMjd = 51544.5;
    private const double DaysPerCentury = 36525;

    /// <summary>At Greenwich, degrees, 0 to 360.</summary>
    /// <param name="instant">When.</param>
    public static double GreenwichDegrees(DateTimeOffset instant)
    {
        var days = Mjd.Of(instant).Days - EpochMjd;
        var centuries = days / DaysPerCentury;
        return Angle.FullCircle(280.46061837 + (360.98564736629 * days) + (0.000387933 * centuries * centuries));
    }

    /// <summary>At a site, degrees, 0 to 360.</summary>
    /// <param name="instant">When.</param>
    /// <param name="site">Where.</param>
    public static double LocalDegrees(DateTimeOffset instant, ObservingSite site) =>
        Angle.FullCircle(GreenwichDegrees(instant) + site.LongitudeDegrees);

    /// <summary>Julian centuries since J2000.0.</summary>
    internal static double Centuries(DateTimeOffset instant) => (Mjd.Of(instant).Days - EpochMjd) / DaysPerCentury;
}
