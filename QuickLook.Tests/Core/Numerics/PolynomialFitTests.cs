using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class PolynomialFitTests
{
    [Fact]
    public void A_weighted_parabola_has_the_known_coefficients()
    {
        // pipeline.md, appendix B2: 11 to 12 printed decimals.
        double[] weights = [1, 2, 1, 0.5, 1, 1];
        double[] expected = [-0.03066924293, 1.108923239066, 1.064394870894];
        PolynomialFit.Fit([0, 1, 2, 3, 4, 5], [1, 2.2, 2.9, 4.3, 5.1, 5.8], 2, weights).ShouldBe(expected, 6e-12);
        var coefficients = new double[3];
        PolynomialFit.Fit([0, 1, 2, 3, 4, 5], [1, 2.2, 2.9, 4.3, 5.1, 5.8], weights, coefficients);
        coefficients.ShouldBe(expected, 6e-12);
    }

    [Fact]
    public void A_parabola_over_detector_rows_is_recovered()
    {
        var x = Sampling.Linspace(50, 4080, 40);
        double[] truth = [3e-8, -1e-4, 0.2];
        var y = x.Select(v => PolynomialFit.Value(truth, v)).ToArray();
        var fit = PolynomialFit.Fit(x, y, 2);
        x.Select(v => PolynomialFit.Value(fit, v)).ShouldBe(y, 1e-14);
    }

    [Fact]
    public void Points_that_do_not_determine_the_polynomial_give_the_answer_of_least_norm()
    {
        // numpy.polyfit, numpy 1.24: all points at one place; two points for a parabola.
        PolynomialFit.Fit([1, 1, 1], [1, 2, 6], 1).ShouldBe([1.5, 1.5], 1e-14);
        double[] expected = [0.696356275303643, 0.51821862348178, -2.82186234817813];
        PolynomialFit.Fit([2, 3], [1, 5], 2).ShouldBe(expected, 1e-12);
        PolynomialFit.Fit([0, 0], [1, 3], 1).ShouldBe([0, 2], 1e-15);
    }

    [Fact]
    public void A_polynomial_is_read_from_its_highest_power()
    {
        PolynomialFit.Value([2, -1, 5], 3).ShouldBe(20);
        PolynomialFit.Value([], 3).ShouldBe(0);
    }

    [Fact]
    public void Fitting_into_given_memory_allocates_nothing()
    {
        var x = Sampling.Linspace(0, 1, 40);
        var coefficients = new double[3];
        Allocations.LeastOf(() => PolynomialFit.Fit(x, x, x, coefficients)).ShouldBe(0);
    }
}
