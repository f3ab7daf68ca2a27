using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(0.125, 0.12)]
    [InlineData(0.135, 0.14)]
    [InlineData(0.145, 0.14)]
    [InlineData(2.675, 2.68)]
    public void Hundredths_are_rounded_half_to_even_on_the_scaled_value(double value, double expected)
    {
        // pipeline.md, appendix B2.
        Rounding.ToHundredths(value).ShouldBe(expected);
    }
}
