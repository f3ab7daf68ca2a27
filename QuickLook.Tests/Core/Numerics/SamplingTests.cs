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
    public void A_range_stops_before_its_end()
    {
        Sampling.Arange(1, 2, 0.25).ShouldBe([1, 1.25, 1.5, 1.75]);
        Sampling.Arange(3, 1, -1).ShouldBe([3, 2]);
        Sampling.Arange(3, 1, 1).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => Sampling.Arange(0, 1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Sampling.Arange(0, double.NaN, 1));
    }

    [Fact]
    public void A_gradient_is_central_inside_and_one_sided_at_the_ends()
    {
        Sampling.Gradient([1, 2, 5, 4]).ShouldBe([1, 2, 1, -1]);
        Sampling.Gradient([1, 4]).ShouldBe([3, 3]);
        Should.Throw<ArgumentException>(() => Sampling.Gradient([1]));
    }

    [Fact]
    public void The_trapezoid_rule_weighs_steps_of_different_width()
    {
        Sampling.Trapezoid([1, 3, 3, 5], [0, 1, 3, 3]).ShouldBe(2 + 6);
        Sampling.Trapezoid([1], [2]).ShouldBe(0);
        Should.Throw<ArgumentException>(() => Sampling.Trapezoid([1, 2], [1]));
    }
}
