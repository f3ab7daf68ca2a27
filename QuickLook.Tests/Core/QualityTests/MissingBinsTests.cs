using QuickLook.Core.QualityTests;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class MissingBinsTests
{
    private static readonly float[] Good = [1, 1, 1, 1, 1, 1, 1, 1];

    [Fact]
    public void A_few_missing_bins_count_as_0_like_in_the_original()
    {
        float[] values = [1, 2, 3, 4, 5, 6, 0, 0];
        float[] inverseVariance = [1, 1, 1, 1, 1, 1, 0, 0];

        MissingBins.LeaveOut.Median(values, inverseVariance, new float[8]).ShouldBe(2.5);
        MissingBins.CountAsZero.Median(values, inverseVariance, new float[8]).ShouldBe(2.5);
    }

    [Fact]
    public void More_than_a_quarter_of_missing_bins_are_left_out_of_a_median()
    {
        float[] values = [1, 2, 3, 4, 5, 0, 0, 0];
        float[] inverseVariance = [1, 1, 1, 1, 1, 0, 0, 0];

        MissingBins.LeaveOut.Median(values, inverseVariance, new float[8]).ShouldBe(3);
        MissingBins.CountAsZero.Median(values, inverseVariance, new float[8]).ShouldBe(1.5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_no_number_is_a_missing_bin(float value)
    {
        float[] values = [value, value, value, 4, 5, 6, 7, 8];

        MissingBins.LeaveOut.Median(values, Good, new float[8]).ShouldBe(6);
        MissingBins.LeaveOut.Sum(values, Good).ShouldBe(30);
        MissingBins.CountGood(values, Good).ShouldBe(5);
    }

    [Fact]
    public void Without_a_good_bin_there_is_no_value_but_0_in_the_original()
    {
        var nothing = new float[8];

        MissingBins.LeaveOut.Median(nothing, nothing, new float[8]).ShouldBe(double.NaN);
        MissingBins.LeaveOut.Sum(nothing, nothing).ShouldBe(double.NaN);
        MissingBins.CountAsZero.Median(nothing, nothing, new float[8]).ShouldBe(0);
        MissingBins.CountAsZero.Sum(nothing, nothing).ShouldBe(0);
    }

    [Fact]
    public void A_nan_makes_the_original_s_median_nan() =>
        MissingBins.CountAsZero.Median([1, float.NaN, 3], [1, 1, 1], new float[3]).ShouldBe(double.NaN);
}
