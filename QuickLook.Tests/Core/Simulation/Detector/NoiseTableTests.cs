using QuickLook.Core.Simulation.Detector;

namespace QuickLook.Tests.Core.Simulation.Detector;

public class NoiseTableTests
{
    [Fact]
    public void The_table_is_a_normal_distribution()
    {
        var table = NoiseTable.Quantiles;

        table.Average().ShouldBe(0, 1e-6);
        table.Average(value => value * value).ShouldBe(1, 1e-3);
        table.Average(value => value * value * value * value).ShouldBe(3, 0.02);

        // 15.87 % lie below one sigma.
        ((double)table.Count(value => value < -1)).ShouldBe(10_398, 2);
    }
}
