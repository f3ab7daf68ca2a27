using QuickLook.Core.Analysis;

namespace QuickLook.Tests.Core.Analysis;

public sealed class RegressionTests
{
    private const double Precision = 1e-9;

    // numpy 1.24.2, scipy 1.10.1:
    // x = [1.02, 1.10, 1.18, 1.25, 1.33, 1.41, 1.52, 1.60, 1.75, 1.90]; y = [20.9, 21.4, 21.1, 22.0, 22.3, 22.1, 23.2, 35.0, 24.1, 24.9]
    // stats.linregress(x, y), stats.theilslopes(y, x), stats.spearmanr(x, y)
    [Fact]
    public void Lines_and_coefficients_are_those_of_scipy()
    {
        var fit = Regression
            .Of([1.02, 1.10, 1.18, 1.25, 1.33, 1.41, 1.52, 1.60, 1.75, 1.90], [20.9, 21.4, 21.1, 22.0, 22.3, 22.1, 23.2, 35.0, 24.1, 24.9])
            .Value;

        fit.Count.ShouldBe(10);
        fit.LeastSquares.Slope.ShouldBe(7.604093154551873, Precision);
        fit.LeastSquares.Intercept.ShouldBe(13.008645024700064, Precision);
        fit.LeastSquares.SlopeError.ShouldBe(4.402167948409379, Precision);
        fit.Pearson.ShouldBe(0.5212014421371637, Precision);
        fit.Spearman.ShouldBe(0.9393939393939393, Precision);
        fit.Robust.Slope.ShouldBe(4.51612903225807, Precision, "one exposure far away does not carry it off");
        fit.Robust.Intercept.ShouldBe(16.012903225806447, Precision);
    }

    // The same with x = [1, 2, 2, 3, 4, 4]; y = [2, 2, 5, 5, 5, 9].
    [Fact]
    public void Equal_values_share_their_rank_and_make_no_slope()
    {
        var fit = Regression.Of([4, 2, 1, 2, 3, 4], [9, 2, 2, 5, 5, 5]).Value;

        fit.LeastSquares.Slope.ShouldBe(1.6818181818181814, Precision);
        fit.LeastSquares.SlopeError.ShouldBe(0.6551606956999805, Precision);
        fit.Pearson.ShouldBe(0.7888426505157586, Precision);
        fit.Spearman.ShouldBe(0.8104432008587535, Precision);
        fit.Robust.Slope.ShouldBe(1.5, Precision);
        fit.Robust.Intercept.ShouldBe(1.25, Precision);
    }

    [Fact]
    public void A_pair_without_one_of_its_values_does_not_count()
    {
        var fit = Regression.Of([0, 1, 2, double.NaN, 4], [1, 3, 5, 100, double.PositiveInfinity]).Value;

        fit.Count.ShouldBe(3);
        fit.LeastSquares.ShouldBe(new StraightLine(2, 1, 0));
        fit.Robust.At(10).ShouldBe(21, Precision);
    }

    [Theory]
    [InlineData(new double[0], new double[0], "no pair has both values")]
    [InlineData(new[] { double.NaN }, new[] { 1.0 }, "no pair has both values")]
    [InlineData(new[] { 1.0 }, new[] { 1.0 }, "a line needs two pairs, and there is one")]
    [InlineData(new[] { 1.0, 1, 1 }, new[] { 1.0, 2, 3 }, "the quantity across is the same in all pairs")]
    public void Where_there_is_no_line_it_is_said_why(double[] x, double[] y, string reason) =>
        Regression.Of(x, y).Failure.ShouldNotBeNull().Reason.ShouldEndWith(reason);

    [Fact]
    public void Two_pairs_make_a_line_without_an_error_and_a_constant_has_no_correlation()
    {
        double.IsNaN(Regression.Of([1, 2], [3, 5]).Value.LeastSquares.SlopeError).ShouldBeTrue();
        var flat = Regression.Of([1, 2, 3], [5, 5, 5]).Value;
        (flat.LeastSquares.Slope, flat.Robust.Slope).ShouldBe((0, 0));
        double.IsNaN(flat.Pearson).ShouldBeTrue();
        double.IsNaN(flat.Spearman).ShouldBeTrue();
    }

    [Fact]
    public void Sixty_thousand_pairs_have_a_robust_line_near_the_truth()
    {
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, 60_000).Select(_ => random.NextDouble())];
        double[] y = [.. x.Select((at, i) => i % 5 == 0 ? 1000 : 2 + (3 * at) + (0.1 * (random.NextDouble() - 0.5)))];

        Regression.Of(x, y).Value.Robust.Slope.ShouldBe(3, 0.2, "a fifth of the values is anywhere");
    }
}
