using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class LegendreProjectionTests
{
    [Theory]
    [InlineData(100, 5)]
    [InlineData(7, 3)]
    [InlineData(4, 3)]
    [InlineData(2, 3)]
    public void A_projection_gives_what_the_single_fit_gives(int nodes, int degree)
    {
        var random = new Random(20201107);
        var u = Sampling.Linspace(-1, 1, nodes);
        var projection = new LegendreProjection(u, degree);
        var y = new double[nodes];
        var coefficients = new double[degree + 1];
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < nodes; i++)
            {
                y[i] = 4000 * random.NextDouble();
            }

            projection.Fit(y, coefficients);
            coefficients.ShouldBe(LegendreSeries.Fit(u, y, degree), 1e-9);
        }
    }

    [Fact]
    public void A_series_comes_back_as_itself()
    {
        double[] series = [2000, 1990, -3, 0.5, 0.01, -0.002];
        var u = Sampling.Linspace(-1, 1, 100);
        var y = new double[100];
        LegendreSeries.Values(series, u, y);
        var coefficients = new double[6];
        new LegendreProjection(u, 5).Fit(y, coefficients);
        coefficients.ShouldBe(series, 1e-11);
    }

    [Fact]
    public void Lengths_must_agree()
    {
        var projection = new LegendreProjection([-1, 0, 1], 1);
        Should.Throw<ArgumentException>(() => projection.Fit([1, 2], new double[2]));
        Should.Throw<ArgumentException>(() => projection.Fit([1, 2, 3], new double[3]));
        Should.Throw<ArgumentException>(() => new LegendreProjection([], 1));
    }
}
