using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>The sky as one site sees it.</summary>
/// <param name="Site">The site.</param>
public sealed record SiteSky(ObservingSite Site)
{
    // Upper edge of the disc, refraction included.
    private const double HorizonDegrees = -0.83;

    /// <summary>Airmass at an altitude (Pickering 2002, DIO 12), at least 1; 38 at the horizon.</summary>
    /// <param name="altitudeDegrees">Apparent altitude, 0 to 90.</param>
    public static double AirmassAt(double altitudeDegrees)
    {
        var altitude = Math.Clamp(altitudeDegrees, 0, 90);
        return 1 / Angle.Sin(Math.Min(90, altitude + (244 / (165 + (47 * Math.Pow(altitude, 1.1))))));
    }

    /// <summary>Altitude of a place, degrees.</summary>
    /// <param name="position">The place.</param>
    /// <param name="instant">When.</param>
    public double AltitudeDegrees(SkyPosition position, DateTimeOffset instant) =>
        Angle.OfSine(
            (Angle.Sin(Site.LatitudeDegrees) * Angle.Sin(position.DecDegrees))
                + (
                    Angle.Cos(Site.LatitudeDegrees)
                    * Angle.Cos(position.DecDegrees)
                    * Angle.Cos(HourAngleDegrees(position.RaDegrees, instant))
                )
        );

    /// <summary>Hour angle, degrees, -180 to 180; negative before the meridian.</summary>
    /// <param name="raDegrees">Right ascension.</param>
    /// <param name="instant">When.</param>
    public double HourAngleDegrees(double raDegrees, DateTimeOffset instant) =>
        Angle.HalfCircle(SiderealTime.LocalDegrees(instant, Site) - raDegrees);

    /// <summary>Airmass of a place.</summary>
    /// <param name="position">The place.</param>
    /// <param name="instant">When.</param>
    public double Airmass(SkyPosition position, DateTimeOffset instant) => AirmassAt(AltitudeDegrees(position, instant));

    /// <summary>Altitude of the sun, degrees.</summary>
    /// <param name="instant">When.</param>
    public double SunAltitudeDegrees(DateTimeOffset instant) => AltitudeDegrees(Ephemeris.Sun(instant), instant);

    /// <summary>Altitude of the moon, degrees.</summary>
    /// <param name="instant">When.</param>
    public double MoonAltitudeDegrees(DateTimeOffset instant) => AltitudeDegrees(Ephemeris.Moon(instant), instant);

    /// <summary>Local noon with which a night begins.</summary>
    /// <param name="night">The night.</param>
    public DateTimeOffset Noon(Night night) => new DateTimeOffset(night.Date, new TimeOnly(12, 0), Site.UtcOffset).ToUniversalTime();

    /// <summary>The moment, to the minute, at which the sun goes down.</summary>
    /// <param name="night">The night.</param>
    public DateTimeOffset Sunset(Night night) => FirstBelow(Noon(night), HorizonDegrees);

    /// <summary>From when to when the sun stays lower than an altitude; nothing when it does not, as in a summer of the far north.</summary>
    /// <param name="night">The night.</param>
    /// <param name="sunAltitudeDegrees">Highest altitude of the sun, such as -12.</param>
    public (DateTimeOffset Dusk, DateTimeOffset Dawn) DarkHours(Night night, double sunAltitudeDegrees)
    {
        var dusk = FirstBelow(Noon(night), sunAltitudeDegrees);
        var dawn = dusk;
        while (dawn < Noon(night).AddDays(1) && SunAltitudeDegrees(dawn) < sunAltitudeDegrees)
        {
            dawn = dawn.AddMinutes(1);
        }

        return (dusk, dawn);
    }

    private DateTimeOffset FirstBelow(DateTimeOffset noon, double altitudeDegrees)
    {
        var instant = noon;
        while (instant < noon.AddDays(1) && SunAltitudeDegrees(instant) >= altitudeDegrees)
        {
            instant = instant.AddMinutes(1);
        }

        return instant;
    }
}
