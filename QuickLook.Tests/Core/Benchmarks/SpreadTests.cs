using QuickLook.Core.Benchmarks;

namespace QuickLook.Tests.Core.Benchmarks;

public class SpreadTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3, 3, 3)]
    [InlineData(new[] { 5.0, 1, 3 }, 3, 1, 5)]
    [InlineData(new[] { 5.0, 1, 3, 4 }, 3.5, 1, 5)]
    public void A_spread_has_the_middle_and_both_ends(double[] values, double median, double least, double most) =>
        Spread.Of(values).ShouldBe(new Spread(median, least, most));

    [Fact]
    public void No_values_have_no_spread() => Should.Throw<ArgumentException>(() => Spread.Of([]));
}
