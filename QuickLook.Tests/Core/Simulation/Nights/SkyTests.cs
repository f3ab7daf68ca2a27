using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Tests.Core.Simulation.Nights;

public sealed class SkyTests
{
    private static readonly SiteSky KittPeak = new(ObservingSite.KittPeak);

    [Theory]
    // Meeus, Astronomical Algorithms, 2nd edition: example 12.a, 13h 10m 46.3668s, and 12.b, 8h 34m 57.0896s.
    [InlineData("1987-04-10T00:00:00Z", 197.693195)]
    [InlineData("1987-04-10T19:21:00Z", 128.7378734)]
    public void Sidereal_time_at_Greenwich_is_that_of_the_published_example(string instant, double degrees) =>
        SiderealTime.GreenwichDegrees(At(instant)).ShouldBe(degrees, 1e-4);

    [Fact]
    public void Sidereal_time_at_the_site_is_earlier_by_its_western_longitude() =>
        SiderealTime.LocalDegrees(At("1987-04-10T00:00:00Z"), ObservingSite.KittPeak).ShouldBe(197.693195 - 111.6, 1e-4);

    [Theory]
    // Pickering 2002: 1 in the zenith, about 2 at 30 degrees, 5.6 at 10 degrees, 38.75 at the horizon.
    [InlineData(90, 1.0, 1e-5)]
    [InlineData(60, 1.154, 0.001)]
    [InlineData(30, 1.993, 0.001)]
    [InlineData(10, 5.60, 0.02)]
    [InlineData(0, 38.75, 0.01)]
    public void Airmass_is_that_of_the_published_formula(double altitude, double airmass, double tolerance) =>
        SiteSky.AirmassAt(altitude).ShouldBe(airmass, tolerance);

    [Theory]
    [InlineData("2000-01-21T04:40:00Z")]
    [InlineData("2020-10-31T14:49:00Z")]
    [InlineData("2020-11-30T09:30:00Z")]
    [InlineData("2023-08-31T01:36:00Z")]
    public void The_moon_is_full_when_the_almanacs_say(string instant) =>
        Ephemeris.MoonIllumination(At(instant)).ShouldBeGreaterThan(0.997);

    [Theory]
    [InlineData("2020-11-15T05:07:00Z")]
    [InlineData("2024-04-08T18:21:00Z")]
    public void The_moon_is_new_when_the_almanacs_say(string instant) => Ephemeris.MoonIllumination(At(instant)).ShouldBeLessThan(0.003);

    [Fact]
    public void The_moon_is_half_lit_at_the_first_quarter() => Ephemeris.MoonIllumination(At("2020-11-22T04:45:00Z")).ShouldBe(0.5, 0.02);

    [Fact]
    public void The_sun_is_where_Meeus_finds_it()
    {
        // Example 25.a, 1992 October 13.0 TD: 198.38083 and -7.78507 degrees.
        var sun = Ephemeris.Sun(At("1992-10-13T00:00:00Z"));
        sun.RaDegrees.ShouldBe(198.381, 0.02);
        sun.DecDegrees.ShouldBe(-7.785, 0.02);
    }

    [Fact]
    public void The_moon_is_where_Meeus_finds_it()
    {
        // Example 47.a, 1992 April 12.0 TD: 134.688470 and 13.768368 degrees, seen from the centre of the Earth.
        var moon = Ephemeris.Moon(At("1992-04-12T00:00:00Z"));
        moon.RaDegrees.ShouldBe(134.69, 0.4);
        moon.DecDegrees.ShouldBe(13.77, 0.4);
    }

    [Fact]
    public void The_sun_sets_on_the_site_in_the_local_evening()
    {
        // Almanac: declination -16.4 degrees, equation of time +16.3 min. Half an arc of 80.5 degrees around a noon at 12:10 (111.6 - 105 degrees
        // west of the zone, less the equation of time): 17:32 local time.
        var sunset = KittPeak.Sunset(new Night(new DateOnly(2020, 11, 7)));
        sunset.ShouldBe(At("2020-11-08T00:32:00Z"), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_field_south_of_the_zenith_culminates_at_the_altitude_of_geometry()
    {
        var now = At("2020-11-08T05:00:00Z");
        var field = new SkyPosition(SiderealTime.LocalDegrees(now, ObservingSite.KittPeak), 10);
        KittPeak.AltitudeDegrees(field, now).ShouldBe(90 - (31.96 - 10), 1e-6);
        KittPeak.HourAngleDegrees(field.RaDegrees, now.AddHours(1)).ShouldBe(15.04, 0.01);
    }

    [Fact]
    public void The_galactic_centre_lies_in_the_plane_and_the_pole_above_it()
    {
        new SkyPosition(266.405, -28.936).GalacticLatitudeDegrees.ShouldBe(0, 0.05);
        new SkyPosition(192.859, 27.128).GalacticLatitudeDegrees.ShouldBe(90, 1e-4);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
