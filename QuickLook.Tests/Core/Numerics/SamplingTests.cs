using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class SamplingTests
{
    [Fact]
    public void A_linear_space_ends_exactly_on_its_stop()
    {
        var grid = Sampling.Linspace(0.1, 0.7, 7);
        grid.Length.ShouldBe(7);
        grid[0].ShouldBe(0.1);
        grid[3].ShouldBe(0.4, 1e-15);
        grid[^1].ShouldBe(0.7);
        Sampling.Linspace(5, 9, 1).ShouldBe([5]);
        Sampling.Linspace(5, 9, 0).ShouldBeEmpty();
    }

    [Fact]
    public void A_gradient_is_central_inside_and_one_sided_at_the_ends()
    {
        Sampling.Gradient([1, 2, 5, 4]).ShouldBe([1, 2, 1, -1]);
        Sampling.Gradient([1, 4]).ShouldBe([3, 3]);
        Should.Throw<ArgumentException>(() => Sampling.Gradient([1]));
    }
}
