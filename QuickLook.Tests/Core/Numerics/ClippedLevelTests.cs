using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class ClippedLevelTests
{
    [Fact]
    public void An_outlier_does_not_change_level_and_noise()
    {
        // pipeline.md, appendix B1.
        double[] values = [100, 101, 99, 100, 102, 98, 100, 101, 100, 99, 103, 97, 100, 100, 101, 99, 100, 150, 100, 101];

        var level = ClippedLevel.Of(values, new double[20]);

        level.Level.ShouldBe(100.05263157894737, 1e-12);
        level.Noise.ShouldBe(1.3168514735329462, 1e-11);
        level.IsFallback.ShouldBeFalse();
    }

    [Fact]
    public void Equal_values_fall_back_to_their_median_without_noise()
    {
        var level = ClippedLevel.Of([7, 7, 7, 7, 7, 9], new double[6]);

        level.ShouldBe(new ClippedLevel(7, 0, IsFallback: true));
    }
}
