using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class LegendreSeriesTests
{
    [Fact]
    public void The_value_is_that_of_the_series()
    {
        // pipeline.md, appendix B2.
        LegendreSeries.Value([1, 2, 3, 4], 0.3).ShouldBe(-1.025, 1e-15);
        LegendreSeries.Value([], 0.3).ShouldBe(0);
        LegendreSeries.Value([5], 0.3).ShouldBe(5);
        LegendreSeries.Value([5, 2], 0.25).ShouldBe(5.5);
    }

    [Fact]
    public void Values_at_many_places_equal_single_values()
    {
        // numpy.polynomial.legendre.legval, numpy 1.24.
        double[] expected = [27.18604, 1.89046, 1.375, 1.005085, 13];
        var result = new double[5];
        LegendreSeries.Values([1, 2, 3, 4, 5, -2], [-1.2, -0.3, 0, 0.7, 1], result);
        result.ShouldBe(expected, 1e-13);
        LegendreSeries.Values([], [-1, 1, 0, 0, 0], result);
        result.ShouldBe([0, 0, 0, 0, 0]);
    }

    [Fact]
    public void The_exponential_function_has_the_known_coefficients()
    {
        // pipeline.md, appendix B2: 12 printed decimals.
        var u = Sampling.Linspace(-1, 1, 7);
        var y = u.Select(Math.Exp).ToArray();
        LegendreSeries.Fit(u, y, 3).ShouldBe([1.176417843373, 1.103998218516, 0.363883938655, 0.071101305226], 6e-13);
    }

    [Fact]
    public void Weights_multiply_the_residuals()
    {
        // numpy.polynomial.legendre.legfit(..., w=), numpy 1.24.
        double[] expected = [2.271717171717171, 0.590909090909091, -0.844444444444444];
        LegendreSeries.Fit([-1, -0.5, 0, 0.5, 1], [1, 2, 4, 3, 2], 2, [1, 2, 0, 1, 3]).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void A_line_width_is_fitted_along_the_spectrum()
    {
        // pipeline.md, appendix B9: weights 1/error² that multiply the residuals, on the traces' wavelength range; 12 printed decimals.
        double[] wavelengths = [5800, 6000, 6500, 7000, 7400];
        double[] errors = [0.01, 0.02, 0.01, 0.01, 0.02];
        var u = wavelengths.Select(w => (2 * (w - 5563.66) / (7806.22 - 5563.66)) - 1).ToArray();
        var weights = errors.Select(e => 1 / (e * e)).ToArray();
        double[] expected = [0.689315271805, 0.019141574304, 0.060014553539];
        LegendreSeries.Fit(u, [0.70, 0.68, 0.66, 0.67, 0.72], 2, weights).ShouldBe(expected, 6e-13);
    }

    [Fact]
    public void Too_few_places_give_the_coefficients_of_least_norm()
    {
        // numpy.polynomial.legendre.legfit, numpy 1.24, which cuts off small singular values.
        double[] expected = [1.215415932318848, -0.216028065720501, -6.037121180207563, 0.827524678821815];
        LegendreSeries.Fit([0.5, 0.5, -0.25], [1, 2, 4], 3).ShouldBe(expected, 1e-11);
        LegendreSeries.Fit([0, 0, 0], [1, 2, 4], 1).ShouldBe([7.0 / 3, 0], 1e-14);
        LegendreSeries.Fit([0.3], [0], 5).ShouldBe([0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Weights_of_zero_everywhere_give_zero()
    {
        LegendreSeries.Fit([-1, 0, 1], [1, 2, 4], 1, [0, 0, 0]).ShouldBe([0, 0]);
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        LegendreSeries.Fit([-1, 0, 1], [1, double.NaN, 4], 1).ShouldBe([double.NaN, double.NaN]);
        LegendreSeries.Fit([-1, double.NaN, 1], [1, 2, 4], 1).ShouldBe([double.NaN, double.NaN]);
    }

    [Fact]
    public void A_fit_without_points_or_with_an_impossible_degree_is_refused()
    {
        Should.Throw<ArgumentException>(() => LegendreSeries.Fit([], [], 1));
        Should.Throw<ArgumentException>(() => LegendreSeries.Fit([1, 2], [1], 1));
        Should.Throw<ArgumentOutOfRangeException>(() => LegendreSeries.Fit([1, 2], [1, 2], -1));
        Should.Throw<ArgumentOutOfRangeException>(() => LegendreSeries.Fit([1, 2], [1, 2], 64));
    }
}
