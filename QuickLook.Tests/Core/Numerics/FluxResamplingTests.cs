using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class FluxResamplingTests
{
    private static readonly double[] X = [1, 2, 3.5, 4.5, 6];
    private static readonly double[] Y = [1, 3, 2, 5, 4];
    private static readonly double[] Ivar = [1, 2, 0, 4, 1];
    private static readonly double[] Xout = [1.5, 2.5, 3.5, 4.5, 5.5];

    [Fact]
    public void Values_are_the_exact_means_over_the_bins()
    {
        // pipeline.md, appendix B3: 12 printed decimals.
        var result = new double[5];
        FluxResampling.Resample(Xout, X, Y, result);
        result.ShouldBe([2, 2.666666666667, 2.458333333333, 4.541666666667, 4.333333333333], 6e-13);
        result = new double[3];
        FluxResampling.Resample([0, 1, 2], X, Y, result);
        result.ShouldBe([0.125, 1.125, 2.666666666667], 6e-13);
    }

    [Fact]
    public void With_inverse_variances_flux_is_weighted_and_ivar_scales_with_the_step()
    {
        // pipeline.md, appendix B3: 12 printed decimals.
        double[] expectedFlux = [2.333333333333, 3, 4.5, 4.974358974359, 4.666666666667];
        double[] expectedIvar = [1.3, 1.066666666667, 0.533333333333, 2.588888888889, 1.511111111111];
        var flux = new double[5];
        var ivar = new double[5];
        FluxResampling.Resample(Xout, X, Y, Ivar, flux, ivar);
        flux.ShouldBe(expectedFlux, 6e-13);
        ivar.ShouldBe(expectedIvar, 6e-13);

        var singleFlux = new float[5];
        var singleIvar = new float[5];
        var y = Y.Select(v => (float)v).ToArray();
        var weights = Ivar.Select(v => (float)v).ToArray();
        FluxResampling.Resample(Xout, X, y, weights, singleFlux, singleIvar);
        singleFlux.ShouldBe(expectedFlux.Select(v => (float)v));
        singleIvar.ShouldBe(expectedIvar.Select(v => (float)v));
    }

    [Fact]
    public void A_constant_stays_constant_on_any_grid_inside()
    {
        var random = new Random(20201107);
        var x = Irregular(random, 5000, 0.6, 400);
        var xout = Irregular(random, 5010, 0.35, 500);
        var result = new double[xout.Length];
        FluxResampling.Resample(xout, x, Enumerable.Repeat(3.25, x.Length).ToArray(), result);
        result.ShouldAllBe(v => Math.Abs(v - 3.25) < 1e-11);
    }

    [Fact]
    public void The_total_is_conserved()
    {
        // The integral of the input function, zeros one step outside included, equals the sum of output times bin width.
        var random = new Random(20201107);
        var x = Irregular(random, 5000, 0.6, 300);
        var y = x.Select(_ => random.NextDouble() - 0.2).ToArray();
        var xout = Irregular(random, 4990, 0.9, 300);
        var result = new double[xout.Length];
        FluxResampling.Resample(xout, x, y, result);
        var total = 0.0;
        for (var k = 1; k < xout.Length - 1; k++)
        {
            total += result[k] * (xout[k + 1] - xout[k - 1]) / 2;
        }

        double[] closedX = [(2 * x[0]) - x[1], .. x, (2 * x[^1]) - x[^2]];
        total.ShouldBe(Trapezoid([0, .. y, 0], closedX), 1e-10);
    }

    [Fact]
    public void Bins_beyond_the_input_are_zero()
    {
        var flux = new double[3];
        var ivar = new double[3];
        FluxResampling.Resample([-30, -20, -10], X, Y, Ivar, flux, ivar);
        flux.ShouldBe([0, 0, 0]);
        ivar.ShouldBe([0, 0, 0]);
        FluxResampling.Resample([20, 30, 40], X, Y, flux);
        flux.ShouldBe([0, 0, 0]);
        FluxResampling.Resample([-100, 3, 100], X, Y, flux);
        flux[0].ShouldBe(0);
        flux[1].ShouldBe((Trapezoid(Y, X) + 0.5 + (4 * 1.5 / 2)) / 100, 1e-14);
    }

    [Fact]
    public void Resampling_allocates_nothing()
    {
        var flux = new double[5];
        var ivar = new double[5];
        Allocations.LeastOf(() => FluxResampling.Resample(Xout, X, Y, Ivar, flux, ivar)).ShouldBe(0);
    }

    [Fact]
    public void A_grid_of_one_position_has_no_bins()
    {
        Should.Throw<ArgumentException>(() => FluxResampling.Resample([1], X, Y, new double[1]));
        Should.Throw<ArgumentException>(() => FluxResampling.Resample([1, 2], [1], [1], new double[2]));
        Should.Throw<ArgumentException>(() => FluxResampling.Resample([1, 2], X, Y, Ivar, new double[2], new double[1]));
    }

    private static double[] Irregular(Random random, double start, double step, int count)
    {
        var x = new double[count];
        var at = start;
        for (var i = 0; i < count; i++)
        {
            x[i] = at;
            at += step * (0.5 + random.NextDouble());
        }

        return x;
    }

    /// <summary>Integral of the straight lines through the points.</summary>
    private static double Trapezoid(double[] y, double[] x) =>
        Enumerable.Range(1, y.Length - 1).Sum(k => (x[k] - x[k - 1]) * (y[k] + y[k - 1]) / 2);
}
