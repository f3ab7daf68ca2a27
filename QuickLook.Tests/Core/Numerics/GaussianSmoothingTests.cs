using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class GaussianSmoothingTests
{
    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(2, 0.1)]
    [InlineData(3, 0.4)]
    [InlineData(8, 0.5)]
    [InlineData(201, 0.0004)]
    [InlineData(3000, 0.00024)]
    [InlineData(3001, 0.0018)]
    public void The_series_equals_the_sum_term_by_term(int length, double unit)
    {
        // The widest case here is +-2.7 standard deviations; the tolerance is for sums of as many values up to 1.
        var random = new Random(20201107);
        var values = new double[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = random.NextDouble() - 0.3;
        }

        var smoothing = new GaussianSmoothing(length, unit);
        var fast = new double[length];
        var direct = new double[length];
        smoothing.Smooth(values, fast);
        smoothing.SmoothDirectly(values, direct);
        fast.ShouldBe(direct, 1e-13 * (10 + length));
    }

    [Theory]
    [InlineData(5, new double[] { 1, 2, 3, 3, 3 })]
    [InlineData(4, new double[] { 0, 1, 2, 2 })]
    public void A_step_counts_the_window_as_the_original_cuts_it(int length, double[] expected)
    {
        // numpy.convolve(values, ones(length), "same") for values 0, 0, 1, 1, 1 and 0, 0, 1, 1: a kernel so wide that it is flat.
        var values = new double[length];
        values.AsSpan(2).Fill(1);
        var result = new double[length];
        new GaussianSmoothing(length, 1e-9).Smooth(values, result);
        result.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void A_block_of_many_standard_deviations_is_smoothed_too()
    {
        var values = new double[101];
        values[50] = 1;
        var result = new double[101];
        new GaussianSmoothing(101, 0.5).Smooth(values, result);
        result[50].ShouldBe(1);
        result[52].ShouldBe(Math.Exp(-0.5), 1e-15);
        result[48].ShouldBe(Math.Exp(-0.5), 1e-15);
    }
}
