using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Offsets on the sky.</summary>
public sealed class TangentPlaneTests
{
    [Theory]
    // Gnomonic projection by astropy (WCS, TAN) with CRVAL at the centre; degrees.
    [InlineData(150, 32, 150.5, 32.5, 0.4217, 0.5010)]
    [InlineData(0.1, 80, 359.6, 80.3, -0.08424, 0.30036)]
    public void Offsets_are_those_of_a_gnomonic_projection(double ra0, double dec0, double ra, double dec, double east, double north)
    {
        var (x, y) = new TangentPlane(ra0, dec0).Project(ra, dec);

        x.ShouldBe(east, 1e-4);
        y.ShouldBe(north, 1e-4);
    }

    [Fact]
    public void The_middle_of_a_petal_across_right_ascension_0_is_near_0()
    {
        var plane = TangentPlane.At([(359.5, 10), (0.5, 10), (359.9, 10.5), (0.1, 9.5)]);

        (plane.Ra is < 0.01 or > 359.99).ShouldBeTrue();
        plane.Dec.ShouldBe(10, 0.01);
    }

    [Fact]
    public void A_point_on_the_other_side_of_the_sky_has_no_place()
    {
        double.IsNaN(new TangentPlane(0, 0).Project(180, 0).East).ShouldBeTrue();
    }
}
