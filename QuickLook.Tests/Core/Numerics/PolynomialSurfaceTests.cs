using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class PolynomialSurfaceTests
{
    // pipeline.md, appendix B6: a plane with a twist, small deviations, and 0.4 on the last point.
    private static readonly double[] X = [100, 100, 100, 2000, 2000, 2000, 4000, 4000, 4000, 1000, 3000];
    private static readonly double[] Y = [100, 2000, 4000, 100, 2000, 4000, 100, 2000, 4000, 1000, 3000];
    private static readonly double[] Deviations = [0.001, -0.002, 0.0015, 0, 0.001, -0.001, 0.002, -0.001, 0, 0.0005, 0.4];
    private static readonly double[] Z = Deviations
        .Select((d, k) => 0.1 + (1e-5 * X[k]) - (2e-5 * Y[k]) + (3e-9 * X[k] * Y[k]) + d)
        .ToArray();
    private static readonly double[] Errors = Enumerable.Repeat(0.01, 11).ToArray();

    [Fact]
    public void A_constant_needs_the_error_floor_of_the_original()
    {
        // pipeline.md, appendix B6, to its printed digits.
        var surface = PolynomialSurface.Fit(Z, Errors, X, Y, 0, 0).Value;
        surface.Coefficients.ShouldBe([0.092363], 5e-7);
        surface.Floor.ShouldBe(0.044, 1e-12);
        surface.MaskedPoints.ShouldBe(1);
        Math.Sqrt(surface.Covariance[0, 0]).ShouldBe(0.014268847185, 6e-13);
        surface.ErrorAt(17, -5).ShouldBe(0.014268847185, 6e-13);
        surface.Value(17, -5).ShouldBe(surface.Coefficients[0], 1e-15);
    }

    [Fact]
    public void A_twisted_plane_is_found_behind_its_outlier()
    {
        // pipeline.md, appendix B6, to its printed digits.
        var surface = PolynomialSurface.Fit(Z, Errors, X, Y, 1, 1).Value;
        double[] expected = [9.992042123962e-02, -1.989496279555e-05, 1.035700915888e-05, 2.839787824958e-09];
        double[] sigmas = [8.100221970976e-03, 3.311728524322e-06, 3.311728524322e-06, 1.304014835269e-09];
        for (var k = 0; k < 4; k++)
        {
            surface.Coefficients[k].ShouldBe(expected[k], 1e-12 * Math.Abs(expected[k]));
            Math.Sqrt(surface.Covariance[k, k]).ShouldBe(sigmas[k], 1e-12 * sigmas[k]);
        }

        surface.Floor.ShouldBe(0);
        surface.MaskedPoints.ShouldBe(1);
    }

    [Fact]
    public void Value_and_error_are_those_of_the_raw_coefficients()
    {
        var surface = PolynomialSurface.Fit(Z, Errors, X, Y, 1, 1).Value;
        double[] monomials = [1, 700, 1500, 1500 * 700];
        var value = 0.0;
        var variance = 0.0;
        for (var k = 0; k < 4; k++)
        {
            value += monomials[k] * surface.Coefficients[k];
            for (var l = 0; l < 4; l++)
            {
                variance += monomials[k] * surface.Covariance[k, l] * monomials[l];
            }
        }

        surface.Value(1500, 700).ShouldBe(value, 1e-14);
        surface.ErrorAt(1500, 700).ShouldBe(Math.Sqrt(variance), 1e-14);
    }

    [Fact]
    public void Degrees_two_in_a_narrow_strip_of_the_detector_are_recovered()
    {
        var random = new Random(20201107);
        var x = new double[400];
        var y = new double[400];
        var z = new double[400];
        var errors = new double[400];
        for (var k = 0; k < 400; k++)
        {
            x[k] = 3900 + (50 * random.NextDouble());
            y[k] = 4100 * random.NextDouble();
            z[k] = Truth(x[k], y[k]);
            errors[k] = 0.02;
        }

        var surface = PolynomialSurface.Fit(z, errors, x, y, 2, 2).Value;
        surface.Value(3925, 2000).ShouldBe(Truth(3925, 2000), 1e-11);
        surface.Coefficients.Length.ShouldBe(9);
        surface.MaskedPoints.ShouldBe(0);

        static double Truth(double x, double y) => 0.3 + (2e-4 * (x - 3920)) - (1e-8 * y * y) + (1e-6 * (x - 3920) * (x - 3920));
    }

    [Fact]
    public void Points_that_do_not_determine_the_surface_are_a_failure()
    {
        double[] same = [5, 5, 5, 5, 5];
        double[] z = [1, 2, 3, 4, 5];
        PolynomialSurface.Fit(z, z, same, z, 1, 0).IsSuccess.ShouldBeFalse();
        PolynomialSurface.Fit(z, z, same, z, 0, 1).IsSuccess.ShouldBeTrue();
        PolynomialSurface.Fit([1], [1], [0], [0], 1, 1).IsSuccess.ShouldBeFalse();
        PolynomialSurface.Fit([], [], [], [], 0, 0).IsSuccess.ShouldBeFalse();
        PolynomialSurface.Fit([1, double.NaN], [1, 1], [0, 1], [0, 1], 0, 0).IsSuccess.ShouldBeFalse();
        PolynomialSurface.Fit([1, 2], [0, 0], [0, 1], [0, 1], 0, 0).IsSuccess.ShouldBeFalse();
        PolynomialSurface.Fit([1, 2], [1, 1], [0, double.NaN], [0, 1], 1, 0).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void Without_a_point_to_spare_the_surface_goes_through_all()
    {
        var surface = PolynomialSurface.Fit([1, 4], [0.1, 0.1], [0, 10], [0, 0], 1, 0).Value;
        surface.Coefficients.ShouldBe([1, 0.3], 1e-14);
        surface.Floor.ShouldBe(0);
    }
}
