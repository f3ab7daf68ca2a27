using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class MollweideProjectionTests
{
    private static readonly double Root2 = Math.Sqrt(2);

    [Fact]
    public void Centre_poles_equator_and_edge_are_where_they_must_be()
    {
        var sky = new MollweideProjection(120);

        Near(sky.Project(120, 0), 0, 0);
        Near(sky.Project(480, 0), 0, 0);
        Near(sky.Project(10, 90), 0, Root2);
        Near(sky.Project(299, -90), 0, -Root2);
        Near(sky.Project(210, 0), Root2, 0);
        Near(sky.Project(30, 0), -Root2, 0);
        Near(MollweideProjection.At(180, 0), 2 * Root2, 0);
        Near(MollweideProjection.At(-180, 0), -2 * Root2, 0);
    }

    [Fact]
    public void The_map_is_cut_opposite_of_its_centre()
    {
        var sky = new MollweideProjection(120);

        sky.Project(299.999, 0).X.ShouldBe(2 * Root2, 1e-4);
        sky.Project(300.001, 0).X.ShouldBe(-2 * Root2, 1e-4);
        sky.OffsetDegrees(300).ShouldBe(180);
        sky.OffsetDegrees(-60).ShouldBe(180);
        sky.OffsetDegrees(0).ShouldBe(-120);
        sky.OffsetDegrees(359).ShouldBe(-121);
    }

    // cos t and sin t of 2 t + sin 2t = pi sin(latitude), solved by 200 bisections in Python.
    [Theory]
    [InlineData(75, 0.4231591675, 0.9060553620)]
    [InlineData(60, 0.6471224402, 0.7623860881)]
    [InlineData(45, 0.8059072940, 0.5920417498)]
    [InlineData(30, 0.9147710176, 0.4039727533)]
    [InlineData(15, 0.9788216220, 0.2047150025)]
    public void Parallels_have_the_lengths_and_heights_of_the_defining_equation(double latitude, double x, double y)
    {
        var (atX, atY) = MollweideProjection.At(180, latitude);

        (atX / (2 * Root2)).ShouldBe(x, 1e-9);
        (atY / Root2).ShouldBe(y, 1e-9);
        MollweideProjection.At(-180, -latitude).ShouldBe((-atX, -atY));
    }

    [Fact]
    public void Equal_areas_of_the_sphere_have_equal_areas_on_the_map()
    {
        // Bands of equal area: equal steps in the sine of the latitude; the map's ellipse between two heights has the area of a strip.
        double before = 0;
        const int Bands = 4000;
        for (var band = 0; band < Bands; band++)
        {
            var latitude = double.RadiansToDegrees(Math.Asin((band + 1.0) / Bands));
            var t = Math.Asin(Math.Clamp(MollweideProjection.At(0, latitude).Y / Root2, -1, 1));
            var area = 2 * ((2 * t) + Math.Sin(2 * t)); // of the ellipse x²/8 + y²/2 = 1 from the equator up to y = sqrt(2) sin t
            (area - before).ShouldBe(2 * Math.PI / Bands, 1e-9, $"band {band}");
            before = area;
        }
    }

    [Fact]
    public void What_is_no_place_has_none()
    {
        double.IsNaN(new MollweideProjection(0).Project(double.NaN, 0).X).ShouldBeTrue();
        double.IsNaN(new MollweideProjection(0).Project(1, 90.1).Y).ShouldBeTrue();
        double.IsNaN(new MollweideProjection(0).Project(double.PositiveInfinity, 0).X).ShouldBeTrue();
    }

    // astropy 5.2: SkyCoord(l, b, unit="deg", frame="galactic").icrs
    [Theory]
    [InlineData(0, 0, 266.4049883, -28.9361778)]
    [InlineData(33, 0, 282.8905189, 0.0605857)]
    [InlineData(90, 0, 318.0043815, 48.3296372)]
    [InlineData(180, 0, 86.4049883, 28.9361778)]
    [InlineData(270, 0, 138.0043815, -48.3296372)]
    public void The_plane_of_the_Milky_Way_lies_where_astropy_has_it(double longitude, double latitude, double ra, double dec)
    {
        var (atRa, atDec) = Galactic.ToEquatorial(longitude, latitude);

        atRa.ShouldBe(ra, 1e-4);
        atDec.ShouldBe(dec, 1e-4);
    }

    private static void Near((double X, double Y) place, double x, double y)
    {
        place.X.ShouldBe(x, 1e-7);
        place.Y.ShouldBe(y, 1e-12);
    }
}
