using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class LeastSquaresSplineTests
{
    [Fact]
    public void A_wave_is_smoothed_as_the_original_smooths_it()
    {
        // pipeline.md, appendix B7: 12 printed decimals, of which the extrapolated ends keep fewer.
        var x = Enumerable.Range(0, 101).Select(k => (double)k).ToArray();
        var y = x.Select(v => Math.Sin(v / 10) + (0.001 * v)).ToArray();
        var weights = x.Select(v => 1 + (0.5 * Math.Cos(v / 7))).ToArray();
        double[] expected =
        [
            -0.168642604968,
            0.004970361017,
            0.977203929717,
            -0.895137846848,
            1.088129425019,
            -0.473525684807,
            -0.766566718713,
        ];
        var result = new double[7];
        LeastSquaresSpline.TryFit([-2, 0, 13.3, 50, 77.7, 100, 103], x, y, weights, 20, 60, result).ShouldBeTrue();
        result.ShouldBe(expected, 1e-12);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(1000)]
    public void A_cubic_is_reproduced_whatever_the_weights(double resolution)
    {
        // Weights over seven decades, a tenth of them 0 with values of nonsense.
        var random = new Random(20201107);
        var x = Sampling.Linspace(5600, 7800, 4000);
        var weights = new double[4000];
        var y = new double[4000];
        for (var i = 0; i < 4000; i++)
        {
            weights[i] = random.Next(10) == 0 ? 0 : Math.Pow(10, (7 * random.NextDouble()) - 1);
            y[i] = weights[i] > 0 ? Cubic(x[i]) : double.NaN;
        }

        var xout = Sampling.Linspace(5590, 7810, 3333);
        var result = new double[3333];
        LeastSquaresSpline.TryFit(xout, x, y, weights, resolution, 0, result).ShouldBeTrue();
        for (var i = 0; i < xout.Length; i++)
        {
            // Beyond the ends an error of the last cubic grows with the cube of the distance in knots.
            var isInside = xout[i] >= 5600 && xout[i] <= 7800;
            result[i].ShouldBe(Cubic(xout[i]), isInside ? 1e-8 : 1e-6);
        }

        static double Cubic(double x)
        {
            var t = (x - 6700) / 1100;
            return 1 + (0.3 * t) - (0.7 * t * t) + (0.5 * t * t * t);
        }
    }

    [Fact]
    public void Residuals_are_orthogonal_to_what_the_spline_could_still_do()
    {
        // At the minimum of the sum of (w (y - s))², adding any cubic does not help: sum w² (y - s) x^p = 0.
        var random = new Random(20201107);
        var x = Sampling.Linspace(-1, 1, 500);
        var y = x.Select(v => Math.Cos(9 * v) + (0.1 * random.NextDouble())).ToArray();
        var weights = x.Select(_ => 0.1 + random.NextDouble()).ToArray();
        var fit = new double[500];
        LeastSquaresSpline.TryFit(x, x, y, weights, 0.1, 0, fit).ShouldBeTrue();
        for (var power = 0; power <= 3; power++)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                sum += weights[i] * weights[i] * (y[i] - fit[i]) * Math.Pow(x[i], power);
            }

            sum.ShouldBe(0, 1e-12);
        }
    }

    [Theory]
    [InlineData(0.23)]
    [InlineData(2)]
    public void The_spline_is_the_one_that_a_dense_solution_gives(double resolution)
    {
        // Truncated powers (x - t)³₊ span the same splines; fitted by Householder QR of the dense matrix.
        var random = new Random(20201107);
        var x = new double[60];
        for (var i = 1; i < x.Length; i++)
        {
            x[i] = x[i - 1] + 0.05 + (0.1 * random.NextDouble());
        }

        var y = x.Select(_ => random.NextDouble()).ToArray();
        var weights = x.Select(_ => 0.5 + random.NextDouble()).ToArray();
        var steps = (int)(x[^1] / resolution);
        var step = x[^1] / (steps + 1);
        var knots = Enumerable.Range(0, steps).Select(k => step * (0.5 + k)).ToArray();
        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(
            x.Length,
            steps + 4,
            (i, j) => weights[i] * (j < 4 ? Math.Pow(x[i], j) : Math.Pow(Math.Max(0, x[i] - knots[j - 4]), 3))
        );
        var values = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(x.Length, i => weights[i] * y[i]);
        var dense = matrix * matrix.QR().Solve(values);
        var fit = new double[x.Length];
        LeastSquaresSpline.TryFit(x, x, y, weights, resolution, 0, fit).ShouldBeTrue();
        for (var i = 0; i < x.Length; i++)
        {
            fit[i].ShouldBe(dense[i] / weights[i], 1e-8);
        }
    }

    [Fact]
    public void A_gap_loses_its_knots_and_is_bridged()
    {
        double[] x = [.. Sampling.Linspace(0, 100, 101), .. Sampling.Linspace(200, 300, 101)];
        var y = x.Select(v => 2 + (0.01 * v)).ToArray();
        var weights = Enumerable.Repeat(1.0, x.Length).ToArray();
        var result = new double[1];
        LeastSquaresSpline.TryFit([150], x, y, weights, 20, 0, result).ShouldBeTrue();
        result[0].ShouldBe(3.5, 1e-9);
    }

    [Fact]
    public void A_span_without_data_is_impossible_until_the_knots_stand_wider()
    {
        // Points of weight 0 keep the knots in the gap, but do not count as data.
        var x = Sampling.Linspace(0, 200, 201);
        var y = x.Select(v => 2 + (0.01 * v)).ToArray();
        var weights = x.Select(v => v is > 60 and < 140 ? 0.0 : 1.0).ToArray();
        var result = new double[] { -1 };
        LeastSquaresSpline.TryFit([100], x, y, weights, 5, 0, result).ShouldBeFalse();
        result[0].ShouldBe(-1, "a failed fit writes nothing");
        LeastSquaresSpline.TryFit([100], x, y, weights, 5, 15, result).ShouldBeFalse();
        LeastSquaresSpline.TryFit([100], x, y, weights, 5, 60, result).ShouldBeTrue();
        result[0].ShouldBe(3, 1e-12);
    }

    [Fact]
    public void As_many_points_as_coefficients_are_interpolated_and_fewer_are_impossible()
    {
        double[] x = [0, 1, 2, 3];
        double[] weights = [1, 1, 1, 1];
        var result = new double[4];
        LeastSquaresSpline.TryFit(x, x, [1, -1, 2, 5], weights, 10, 0, result).ShouldBeTrue();
        result.ShouldBe([1, -1, 2, 5], 1e-13);
        LeastSquaresSpline.TryFit(x, x, [1, -1, 2, 5], [1, 1, 0, 1], 10, 0, result).ShouldBeFalse();
        LeastSquaresSpline.TryFit(x, x, [1, -1, 2, 5], weights, 2, 0, result).ShouldBeFalse();
        LeastSquaresSpline.TryFit([1], [0, 1, 1, 3], [1, 2, 2, 4], weights, 10, 0, new double[1]).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_to_fit_is_impossible()
    {
        LeastSquaresSpline.TryFit([], [], [], [], 5, 15, []).ShouldBeFalse();
        LeastSquaresSpline.TryFit([1], [1, 2, 3], [1, 2, 3], [0, 1, 0], 5, 15, new double[1]).ShouldBeFalse();
        LeastSquaresSpline.TryFit([1], [1, 2, 3, 4], [1, 2, double.NaN, 1], [1, 1, 1, 1], 5, 15, new double[1]).ShouldBeFalse();
        LeastSquaresSpline.TryFit([1], [1, 2, 3, 4], [1, 2, 1, 1], [1, 1, 1, 1], 1e-300, 0, new double[1]).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => LeastSquaresSpline.TryFit([], [], [], [], 0, 15, []));
    }

    [Fact]
    public void A_fit_allocates_nothing()
    {
        var x = Sampling.Linspace(0, 100, 401);
        var weights = x.Select(_ => 1.0).ToArray();
        var result = new double[401];
        Allocations.LeastOf(() => LeastSquaresSpline.TryFit(x, x, x, weights, 5, 15, result)).ShouldBe(0);
    }
}
