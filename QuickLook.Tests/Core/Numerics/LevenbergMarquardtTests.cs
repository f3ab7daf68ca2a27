using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class LevenbergMarquardtTests
{
    private static readonly double[] Spot = [12, 18, 55, 102, 71, 25, 13];

    [Fact]
    public void A_spot_is_fitted_as_the_original_fits_it()
    {
        // pipeline.md, appendix B8, from (1, 1, 1). The tolerances stop this fit 2e-4 before its minimum (amplitude 98.201245 by Newton's method), so this
        // says that it takes the original's steps; forward differences carry noise of 1e-8, and the amplitude is 98.
        double[] parameters = [1, 1, 1];
        LevenbergMarquardt.Fit(new GaussianModel(Spot), parameters, []).ShouldBe(LeastSquaresOutcome.Converged);
        parameters.ShouldBe([98.20146022018, 3.141659289646, 1.141265905618], 5e-7);
    }

    [Fact]
    public void A_background_makes_sigma_too_large()
    {
        // pipeline.md, appendix B8: the same spot less 12.
        var spot = Spot.Select(v => v - 12).ToArray();
        double[] parameters = [1, 1, 1];
        LevenbergMarquardt.Fit(new GaussianModel(spot), parameters, []).ShouldBe(LeastSquaresOutcome.Converged);
        parameters.ShouldBe([90.867637810593, 3.14020604287, 0.931449762], 1e-7);
    }

    [Fact]
    public void A_line_integrated_over_pixels_is_fitted_with_its_errors()
    {
        // pipeline.md, appendix B9.
        var x = Enumerable.Range(-5, 11).Select(k => (0.55 * k) + 0.12).ToArray();
        var data = new double[11];
        PixelGaussian.Values(x, 0.05, 0.7, data);
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = (1000 * data[i]) + 1;
        }

        var sum = data.Sum();
        data = data.Select(v => v / sum).ToArray();
        double[] parameters = [1, 1];
        var variances = new double[2];
        LevenbergMarquardt.Fit(new PixelGaussianModel(x, data), parameters, variances).ShouldBe(LeastSquaresOutcome.Converged);
        parameters.ShouldBe([0.050000276389, 0.705402820602], 1e-8);
        Math.Sqrt(variances[0]).ShouldBe(0.001835093784, 1e-8);
        Math.Sqrt(variances[1]).ShouldBe(0.001536754458, 1e-8);
    }

    [Fact]
    public void Noiseless_Gaussians_are_found_exactly()
    {
        var random = new Random(20201107);
        var data = new double[7];
        for (var round = 0; round < 200; round++)
        {
            double[] truth = [100 + (900 * random.NextDouble()), 2 + (2 * random.NextDouble()), 0.7 + random.NextDouble()];
            new GaussianModel(new double[7]).Residuals(truth, data);
            double[] parameters = [1, 3, 1];
            LevenbergMarquardt.Fit(new GaussianModel(data), parameters, []).ShouldBe(LeastSquaresOutcome.Converged);
            parameters[2] = Math.Abs(parameters[2]);
            parameters.ShouldBe(truth, 1e-6);
        }
    }

    [Fact]
    public void A_line_has_the_covariance_of_linear_least_squares()
    {
        // Closed form for y = a + b x at x = 0..3, y = 1, 3, 2, 5: b = 1.1, a = 1.1, SSR = 2.7; var b = (SSR / 2) / 5, var a = (SSR / 2) * 14 / 20.
        double[] parameters = [0, 0];
        var variances = new double[2];
        LevenbergMarquardt.Fit(new Line(), parameters, variances).ShouldBe(LeastSquaresOutcome.Converged);
        parameters.ShouldBe([1.1, 1.1], 1e-7);
        variances.ShouldBe([1.35 * 14 / 20, 1.35 / 5], 1e-6);
    }

    [Fact]
    public void The_valley_of_Rosenbrock_is_followed_to_its_end()
    {
        // Moré, Garbow, Hillstrom 1981, problem 1: minimum 0 at (1, 1) from (-1.2, 1).
        double[] parameters = [-1.2, 1];
        LevenbergMarquardt.Fit(new Rosenbrock(), parameters, []).ShouldBe(LeastSquaresOutcome.Converged);
        parameters.ShouldBe([1, 1], 1e-7);
    }

    [Fact]
    public void The_trigonometric_valley_of_Fletcher_and_Powell_is_found()
    {
        // Moré, Garbow, Hillstrom 1981, problem 7 (helical valley): minimum 0 at (1, 0, 0) from (-1, 0, 0).
        double[] parameters = [-1, 0, 0];
        LevenbergMarquardt.Fit(new HelicalValley(), parameters, []).ShouldBe(LeastSquaresOutcome.Converged);
        parameters.ShouldBe([1, 0, 0], 1e-7);
    }

    [Fact]
    public void A_parameter_without_effect_leaves_the_covariance_infinite()
    {
        double[] parameters = [1, 7];
        var variances = new double[2];
        LevenbergMarquardt.Fit(new Constant(), parameters, variances).ShouldBe(LeastSquaresOutcome.Singular);
        parameters.ShouldBe([2, 7], 1e-7);
        variances.ShouldBe([double.PositiveInfinity, double.PositiveInfinity]);
    }

    [Fact]
    public void As_many_residuals_as_parameters_leave_the_covariance_infinite()
    {
        double[] parameters = [-1.2, 1];
        var variances = new double[2];
        LevenbergMarquardt.Fit(new Rosenbrock(), parameters, variances).ShouldBe(LeastSquaresOutcome.Singular);
        variances.ShouldBe([double.PositiveInfinity, double.PositiveInfinity]);
    }

    [Fact]
    public void Residuals_that_are_no_numbers_do_not_converge()
    {
        double[] parameters = [1, 1, 1];
        var variances = new double[3];
        LevenbergMarquardt
            .Fit(new GaussianModel([1, 2, double.NaN, 2, 1]), parameters, variances)
            .ShouldBe(LeastSquaresOutcome.NotConverged);
        parameters.ShouldBe([1, 1, 1]);
        variances.ShouldAllBe(v => double.IsPositiveInfinity(v));
    }

    [Fact]
    public void A_minimum_at_infinity_runs_out_of_evaluations_or_stops_with_a_flat_end()
    {
        // exp(-p) falls for ever: whatever the outcome, the fit ends, and the parameter is a number.
        double[] parameters = [1];
        LevenbergMarquardt.Fit(new Endless(), parameters, []);
        double.IsFinite(parameters[0]).ShouldBeTrue();
        parameters[0].ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_fit_allocates_nothing()
    {
        double[] parameters = [1, 1, 1];
        Allocations.LeastOf(() => LevenbergMarquardt.Fit(new GaussianModel(Spot), parameters, [])).ShouldBe(0);
    }

    [Fact]
    public void Numbers_that_do_not_fit_together_are_refused()
    {
        Should.Throw<ArgumentException>(() => LevenbergMarquardt.Fit(new GaussianModel([1, 2]), new double[3], []));
        Should.Throw<ArgumentException>(() => LevenbergMarquardt.Fit(new GaussianModel(new double[129]), new double[3], []));
        Should.Throw<ArgumentException>(() => LevenbergMarquardt.Fit(new GaussianModel(Spot), new double[3], new double[2]));
        Should.Throw<ArgumentException>(() => LevenbergMarquardt.Fit(new GaussianModel(Spot), [], []));
    }

    private readonly struct Line : ILeastSquaresModel
    {
        public int ResidualCount => 4;

        public void Residuals(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            ReadOnlySpan<double> y = [1, 3, 2, 5];
            for (var i = 0; i < 4; i++)
            {
                residuals[i] = parameters[0] + (parameters[1] * i) - y[i];
            }
        }
    }

    private readonly struct Rosenbrock : ILeastSquaresModel
    {
        public int ResidualCount => 2;

        public void Residuals(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            residuals[0] = 10 * (parameters[1] - (parameters[0] * parameters[0]));
            residuals[1] = 1 - parameters[0];
        }
    }

    private readonly struct HelicalValley : ILeastSquaresModel
    {
        public int ResidualCount => 3;

        public void Residuals(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            var angle = Math.Atan2(parameters[1], parameters[0]) / (2 * Math.PI);
            residuals[0] = 10 * (parameters[2] - (10 * angle));
            residuals[1] = 10 * (Math.Sqrt((parameters[0] * parameters[0]) + (parameters[1] * parameters[1])) - 1);
            residuals[2] = parameters[2];
        }
    }

    private readonly struct Constant : ILeastSquaresModel
    {
        public int ResidualCount => 3;

        public void Residuals(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            for (var i = 0; i < 3; i++)
            {
                residuals[i] = parameters[0] - (i + 1);
            }
        }
    }

    private readonly struct Endless : ILeastSquaresModel
    {
        public int ResidualCount => 1;

        public void Residuals(ReadOnlySpan<double> parameters, Span<double> residuals) => residuals[0] = Math.Exp(-parameters[0]);
    }
}
