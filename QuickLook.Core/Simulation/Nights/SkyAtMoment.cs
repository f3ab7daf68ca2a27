using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>Sun and moon at a moment of a night, and what they mean for the survey.</summary>
public sealed record SkyAtMoment
{
    private const double AstronomicalTwilight = -15;
    private const double GrayIllumination = 0.6;
    private const double GrayProduct = 30;

    /// <summary>Altitude of the sun, degrees.</summary>
    public required double SunAltitudeDegrees { get; init; }

    /// <summary>Altitude of the moon, degrees.</summary>
    public required double MoonAltitudeDegrees { get; init; }

    /// <summary>Lit fraction of the moon, 0 to 1.</summary>
    public required double MoonIllumination { get; init; }

    /// <summary>Where the moon is.</summary>
    public required SkyPosition Moon { get; init; }

    /// <summary>
    /// What is observed then. Bright in twilight and in moonlight; gray while the moon is up but less than 60 % lit and its lit fraction times
    /// its altitude below 30 degrees; dark while it is down.
    /// </summary>
    public ObservingProgram Program
    {
        get
        {
            if (SunAltitudeDegrees > AstronomicalTwilight)
            {
                return ObservingProgram.Bright;
            }

            if (MoonAltitudeDegrees <= 0)
            {
                return ObservingProgram.Dark;
            }

            var isGray = MoonIllumination < GrayIllumination && MoonIllumination * MoonAltitudeDegrees < GrayProduct;
            return isGray ? ObservingProgram.Gray : ObservingProgram.Bright;
        }
    }

    /// <summary>
    /// Brightness of the sky's continuum in the zenith compared with what is usual in the program: darker and brighter moons of the same program differ
    /// by a few tens of percent, and so does twilight. 0.75 to 1.35.
    /// </summary>
    public double RelativeContinuum
    {
        get
        {
            var moonlight = MoonAltitudeDegrees <= 0 ? 0 : MoonIllumination * Math.Sqrt(Angle.Sin(MoonAltitudeDegrees));
            var twilight = Math.Clamp((SunAltitudeDegrees + 18) / 6, 0, 1);
            var relative =
                Program == ObservingProgram.Bright ? 0.8 + (0.35 * moonlight) + (0.2 * twilight)
                : Program == ObservingProgram.Gray ? 0.85 + (0.5 * moonlight)
                : 1 + (0.15 * twilight);
            return Math.Clamp(relative, 0.75, 1.35);
        }
    }

    /// <summary>The moment.</summary>
    /// <param name="sky">The site's sky.</param>
    /// <param name="instant">When.</param>
    public static SkyAtMoment Of(SiteSky sky, DateTimeOffset instant) =>
        new()
        {
            SunAltitudeDegrees = sky.SunAltitudeDegrees(instant),
            MoonAltitudeDegrees = sky.MoonAltitudeDegrees(instant),
            MoonIllumination = Ephemeris.MoonIllumination(instant),
            Moon = Ephemeris.Moon(instant),
        };
}
