using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class RepeatedSplineFitTests
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(20, 1)]
    [InlineData(20, 2)]
    [InlineData(1000, 1)]
    public void The_spline_equals_the_orthogonal_fit_on_random_weights(double resolution, int decades)
    {
        var (x, y, weights) = Series(1200, decades);
        var expected = new double[x.Length];
        LeastSquaresSpline.TryFit(x, x, y, weights, resolution, 0, expected).ShouldBeTrue();

        var fit = new RepeatedSplineFit(x.Length);
        fit.TryFit(x, y, weights, x.Length, resolution, 0).ShouldBeTrue();

        var result = new double[x.Length];
        fit.ValuesAtPoints(result);
        result.ShouldBe(expected, 1e-10);
        LeastSquaresSpline.TryFit([5599, 5600, 6000.1, 6238, 6240], x, y, weights, resolution, 0, result.AsSpan(0, 5));
        new[] { 5599, 5600, 6000.1, 6238, 6240 }.Select(fit.ValueAt).ShouldBe(result[..5], 1e-8);
    }

    [Fact]
    public void Weights_over_seven_decades_are_left_to_the_orthogonal_fit()
    {
        var (x, y, weights) = Series(4000, 7);
        var expected = new double[x.Length];
        LeastSquaresSpline.TryFit(x, x, y, weights, 5, 0, expected).ShouldBeTrue();

        var fit = new RepeatedSplineFit(x.Length);
        fit.TryFit(x, y, weights, x.Length, 5, 0).ShouldBeTrue();

        var result = new double[x.Length];
        fit.ValuesAtPoints(result);
        result.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void A_dropped_point_leaves_the_spline_of_the_others()
    {
        var (x, y, weights) = Series(1200, 1);
        var fit = new RepeatedSplineFit(x.Length);
        fit.TryFit(x, y, weights, x.Length, 20, 60).ShouldBeTrue();
        foreach (
            var dropped in (int[][])
                [
                    [300, 301, 700],
                    [302, 5],
                    [1190],
                ]
        )
        {
            foreach (var point in dropped)
            {
                weights[point] = 0;
            }

            fit.TryDrop(dropped).ShouldBeTrue();

            int[] left = [.. Enumerable.Range(0, x.Length).Where(i => weights[i] > 0)];
            var expected = new double[x.Length];
            LeastSquaresSpline.TryFit(x, Pick(x, left), Pick(y, left), Pick(weights, left), 20, 60, expected).ShouldBeTrue();
            var result = new double[x.Length];
            fit.ValuesAtPoints(result);
            result.ShouldBe(expected, 1e-10);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1199)]
    public void A_point_at_an_end_moves_the_knots_so_that_it_cannot_be_dropped_alone(int point)
    {
        var (x, y, weights) = Series(1200, 1);
        var fit = new RepeatedSplineFit(x.Length);
        fit.TryFit(x, y, weights, x.Length, 20, 60).ShouldBeTrue();
        weights[point] = 0;
        fit.TryDrop([point]).ShouldBeFalse();
    }

    [Fact]
    public void A_span_cannot_be_left_with_fewer_points_than_a_cubic_has_coefficients()
    {
        // A knot every 9.1; points every 2 leave four or five in a span.
        var x = Sampling.Linspace(0, 100, 51);
        var weights = x.Select(_ => 1.0).ToArray();
        var fit = new RepeatedSplineFit(x.Length);
        fit.TryFit(x, x, weights, x.Length, 10, 0).ShouldBeTrue();
        weights[20] = 0;
        fit.TryDrop([20]).ShouldBeTrue();
        (weights[21], weights[22]) = (0, 0);
        fit.TryDrop([21, 22]).ShouldBeFalse("a span has three");
    }

    [Fact]
    public void Nothing_to_fit_is_impossible()
    {
        var fit = new RepeatedSplineFit(4);
        fit.TryFit([], [], [], 0, 5, 15).ShouldBeFalse();
        fit.TryFit([1, 2, 3], [1, 2, 3], [1, 1, 1], 3, 5, 15).ShouldBeFalse();
        fit.TryFit([1, 2, 3, 4], [1, 2, double.NaN, 1], [1, 1, 1, 1], 4, 5, 15).ShouldBeFalse();
        fit.TryFit([1, 2, 3, 4], [1, 2, 1, 1], [1, 1, 1, 1], 4, 1e-300, 0).ShouldBeFalse();
        fit.TryFit([0, 1, 2, 3], [1, -1, 2, 5], [1, 1, 1, 1], 4, 2, 10).ShouldBeTrue("knots may stand wider");
    }

    [Fact]
    public void Fitting_again_allocates_nothing()
    {
        var (x, y, weights) = Series(400, 1);
        var fit = new RepeatedSplineFit(x.Length);
        var result = new double[x.Length];
        Allocations
            .LeastOf(() =>
            {
                fit.TryFit(x, y, weights, x.Length, 20, 60);
                fit.ValuesAtPoints(result);
            })
            .ShouldBe(0);
    }

    private static double[] Pick(double[] values, int[] places) => Array.ConvertAll(places, place => values[place]);

    private static (double[] X, double[] Y, double[] Weights) Series(int count, int decades)
    {
        var random = new Random(20201107);
        var x = Sampling.Linspace(5600, 5600 + (0.53 * (count - 1)), count);
        var y = x.Select(v => 1 + (0.1 * Math.Sin(v / 60)) + (0.01 * random.NextDouble())).ToArray();
        var weights = x.Select(_ => Math.Pow(10, decades * random.NextDouble())).ToArray();
        return (x, y, weights);
    }
}
