using QuickLook.Core.Benchmarks.Kernels;

namespace QuickLook.Tests.Core.Benchmarks.Kernels;

public class SampleStatisticsTests
{
    [Fact]
    public void Fifteen_samples_have_their_median_deviation_interval_and_outlier()
    {
        double[] samples = [8, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 100];

        var statistics = SampleStatistics.Of(samples);

        statistics.Median.ShouldBe(8);
        statistics.Deviation.ShouldBe(4, "distances from 8 are 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 92");
        // Binomial with n = 15 and one half: at most 3 below has the chance 0.0176, at most 4 has 0.0592; so the 4th and the 12th.
        (statistics.ConfidenceLow, statistics.ConfidenceHigh).ShouldBe((4, 12));
        (statistics.Least, statistics.Most, statistics.Count).ShouldBe((1, 100, 15));
        statistics.Outliers.ShouldBe(1, "quartiles 4.5 and 11.5, so all beyond 22");
    }

    [Fact]
    public void Equal_samples_have_no_spread_and_no_outliers() =>
        SampleStatistics.Of([2, 2, 2, 2, 2, 2]).ShouldBe(new SampleStatistics(2, 0, 2, 2, 2, 2, 0, 6));

    /// <summary>Ranks from tables of the sign test at 5 %, two-sided: the largest number that is still significant.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(10, 2)]
    [InlineData(15, 4)]
    [InlineData(20, 6)]
    [InlineData(25, 8)]
    public void The_interval_is_that_of_the_sign_test(int count, int significant) =>
        SampleStatistics.LowerRank(count).ShouldBe(Math.Max(0, significant - 1));

    [Fact]
    public void No_samples_have_no_statistics() => Should.Throw<ArgumentException>(() => SampleStatistics.Of([]));
}
