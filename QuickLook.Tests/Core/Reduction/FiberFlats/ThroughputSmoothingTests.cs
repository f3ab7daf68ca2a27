using QuickLook.Core.Reduction.FiberFlats;

namespace QuickLook.Tests.Core.Reduction.FiberFlats;

/// <summary>The spline that takes the place of a fiber's raw throughput.</summary>
public sealed class ThroughputSmoothingTests
{
    /// <summary>Of a short dispersion, where bins are about as wide as the knots are apart. Without the look at the data one of these splines swings far out.</summary>
    [Fact]
    public void Bins_that_are_missing_do_not_make_the_spline_leave_its_data()
    {
        double[] grid = [.. Enumerable.Range(0, 512).Select(bin => 3560 + (4.9 * bin))];
        double[] raw = [.. grid.Select((_, bin) => 1 + (0.02 * Math.Sin(12.9898 * bin * bin)))];
        var smoothing = new ThroughputSmoothing(grid);
        var result = new float[grid.Length];
        for (var gap = 80; gap < 100; gap++)
        {
            double[] weights = [.. Enumerable.Repeat(1000.0, grid.Length)];
            weights[gap] = weights[gap + 2] = 0;

            smoothing.Smooth(raw, weights, result, new float[grid.Length], new uint[grid.Length]);

            result.ShouldAllBe(value => value > 0.9f && value < 1.1f, $"bins {gap} and {gap + 2} missing");
        }
    }
}
