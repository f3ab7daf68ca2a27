using QuickLook.Core.Benchmarks;

namespace QuickLook.Tests.Core.Benchmarks;

public class WarmUpTests
{
    [Theory]
    [InlineData("a run alone says nothing", false, 1.0)]
    [InlineData("two to compare, and two to compare them with", false, 1.0, 1.0, 1.0)]
    [InlineData("steady from the start", true, 1.0, 1.0, 1.0, 1.0)]
    [InlineData("still getting faster", false, 4.0, 2.0, 1.5, 1.2)]
    [InlineData("one of the last two was faster", false, 4.0, 2.0, 2.1, 1.2)]
    [InlineData("settled after getting faster", true, 4.0, 2.0, 1.2, 1.0, 1.01, 0.99)]
    [InlineData("a slow run by chance does not count", true, 1.0, 1.0, 1.7, 1.01)]
    public void Times_have_settled_when_the_last_two_bring_nothing_new(string why, bool settled, params double[] times) =>
        WarmUp.HasSettled(times).ShouldBe(settled, why);
}
