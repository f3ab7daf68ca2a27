using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Tests.Core.Orchestration.Disk;

public sealed class DiskLevelsTests
{
    private static readonly DiskThresholds Thresholds = new() { WarningFreePercent = 20, AlarmFreePercent = 10 };

    [Theory]
    [InlineData(DiskLevel.Normal, 20, DiskLevel.Normal)]
    [InlineData(DiskLevel.Normal, 19.9, DiskLevel.Warning)]
    [InlineData(DiskLevel.Normal, 9.9, DiskLevel.Alarm)]
    [InlineData(DiskLevel.Warning, 9.9, DiskLevel.Alarm)]
    public void A_volume_becomes_worse_as_soon_as_less_is_free_than_the_threshold(DiskLevel before, double free, DiskLevel after) =>
        DiskLevels.Next(before, free, Thresholds).ShouldBe(after);

    [Theory]
    [InlineData(DiskLevel.Warning, 20.5, DiskLevel.Warning)]
    [InlineData(DiskLevel.Warning, 21, DiskLevel.Normal)]
    [InlineData(DiskLevel.Alarm, 10.5, DiskLevel.Alarm)]
    [InlineData(DiskLevel.Alarm, 11, DiskLevel.Warning)]
    [InlineData(DiskLevel.Alarm, 20.5, DiskLevel.Warning)]
    [InlineData(DiskLevel.Alarm, 50, DiskLevel.Normal)]
    public void It_becomes_better_only_when_clearly_more_is_free(DiskLevel before, double free, DiskLevel after) =>
        DiskLevels.Next(before, free, Thresholds).ShouldBe(after);

    [Fact]
    public void Readings_that_swing_around_a_threshold_change_the_level_once()
    {
        var levels = new List<DiskLevel> { DiskLevel.Normal };
        for (var index = 0; index < 20; index++)
        {
            levels.Add(DiskLevels.Next(levels[^1], index % 2 == 0 ? 19.8 : 20.3, Thresholds));
        }

        levels.Zip(levels.Skip(1)).Count(pair => pair.First != pair.Second).ShouldBe(1);
    }
}
