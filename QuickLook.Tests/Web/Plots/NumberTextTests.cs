using QuickLook.Core.Judging;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(499, "499")]
    [InlineData(4.906, "4.91")]
    [InlineData(0.0451, "0.0451")]
    [InlineData(116398.117, "116398")]
    [InlineData(1.5e7, "1.5E+07")]
    [InlineData(-0.269, "-0.27")]
    [InlineData(double.NaN, "–")]
    public void A_number_has_as_many_digits_as_say_something(double value, string text) => NumberText.Of(value).ShouldBe(text);

    [Theory]
    [InlineData(2.41, 4.97, "+2.41")]
    [InlineData(-0.0127, 2.67, "-0.0127")]
    [InlineData(-4.63e-5, 2.61, "0")]
    [InlineData(-4.63e-5, 0.01, "-4.63E-05")] // of a small value it is a part
    [InlineData(0.09, 1000, "+0.09")]
    [InlineData(-0.02, 0, "-0.02")]
    [InlineData(double.NaN, 1, "–")]
    public void A_change_is_0_when_nobody_could_see_it_beside_the_value(double change, double value, string text) =>
        NumberText.Change(change, value).ShouldBe(text);

    [Fact]
    public void A_range_reads_as_limits_do_everywhere()
    {
        NumberText.Of(new ToleranceRange(1.1, 4.1)).ShouldBe("1.10 - 4.10");
        NumberText.Of(new ToleranceRange(-0.1, 2.3)).ShouldBe("-0.10 to 2.30");
        NumberText.Of(range: null).ShouldBe("–");
    }
}
