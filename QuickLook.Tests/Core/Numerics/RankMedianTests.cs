using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class RankMedianTests
{
    [Fact]
    public void It_is_the_median_of_any_number_of_values_with_and_without_ties()
    {
        var random = new Random(20201107);
        for (var round = 0; round < 2000; round++)
        {
            var values = new float[random.Next(1, 150)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = round % 2 == 0 ? random.Next(-4, 5) : (float)random.NextDouble();
            }

            var expected = OrderStatistics.Median(values.ToArray().AsSpan());

            RankMedian.Of(values).ShouldBe(expected);
        }
    }

    [Fact]
    public void No_values_have_no_median() => Should.Throw<ArgumentException>(() => RankMedian.Of([]));
}
