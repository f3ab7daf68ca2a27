using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class OrderStatisticsTests
{
    [Theory]
    [InlineData(15.9, 1.636)]
    [InlineData(50, 3)]
    [InlineData(84.1, 6.184)]
    [InlineData(3e-5, 1.0000012)]
    [InlineData(0, 1)]
    [InlineData(100, 10)]
    public void Percentiles_are_linear_between_order_statistics(double percent, double expected)
    {
        // pipeline.md, appendix B2.
        OrderStatistics.Percentile([10, 2, 4, 1, 3], percent).ShouldBe(expected, 1e-12);
    }

    [Theory]
    [InlineData(new double[] { 5 }, 5)]
    [InlineData(new double[] { 5, 1 }, 3)]
    [InlineData(new double[] { 3, 3, 3, 3 }, 3)]
    [InlineData(new double[] { 9, 1, 8, 2, 7 }, 7)]
    public void Median_of_an_even_count_is_the_mean_of_the_middle_two(double[] values, double expected)
    {
        OrderStatistics.Median(values).ShouldBe(expected);
    }

    [Fact]
    public void Selection_agrees_with_a_full_sort_on_values_with_many_ties()
    {
        var random = new Random(20201107);
        for (var round = 0; round < 300; round++)
        {
            var values = new double[random.Next(1, 1000)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = random.Next(-5, 6);
            }

            var sorted = values.Order().ToArray();
            var index = random.Next(values.Length);
            OrderStatistics.Select(values, index).ShouldBe(sorted[index]);
            values.Order().ToArray().ShouldBe(sorted, "selection only reorders");
        }
    }

    [Fact]
    public void Selection_comes_to_an_end_with_what_is_no_number()
    {
        var random = new Random(20201107);
        for (var round = 0; round < 300; round++)
        {
            var values = new double[random.Next(1, 600)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = random.Next(3) == 0 ? double.NaN : random.Next(-5, 6);
            }

            var numbers = values.Count(double.IsFinite);
            OrderStatistics.Select(values, random.Next(values.Length));
            values.Count(double.IsFinite).ShouldBe(numbers, "selection only reorders");
        }
    }

    [Theory]
    [InlineData(new float[] { 5 }, 5)]
    [InlineData(new float[] { 16777216, 16777218 }, 16777217)]
    [InlineData(new float[] { 9, 1, 8, 2, 7 }, 7)]
    public void Median_of_single_precision_values_is_taken_in_double_precision(float[] values, double expected)
    {
        float[] kept = [.. values];
        OrderStatistics.MedianOf(values, new float[8]).ShouldBe(expected);
        values.ShouldBe(kept);
        OrderStatistics.Median(values).ShouldBe(expected);
    }

    [Fact]
    public void Median_of_values_that_stay_uses_the_scratch()
    {
        double[] values = [4, 1, 3, 2];
        OrderStatistics.MedianOf(values, new double[6]).ShouldBe(2.5);
        values.ShouldBe([4, 1, 3, 2]);
        Should.Throw<ArgumentException>(() => OrderStatistics.MedianOf([], new double[1]));
    }

    [Fact]
    public void A_percentage_beyond_100_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => OrderStatistics.Percentile([1], 100.1));
        Should.Throw<ArgumentOutOfRangeException>(() => OrderStatistics.Percentile([1], double.NaN));
    }
}
