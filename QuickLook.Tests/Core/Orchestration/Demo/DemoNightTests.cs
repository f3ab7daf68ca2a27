using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Demo;

namespace QuickLook.Tests.Core.Orchestration.Demo;

public sealed class DemoNightTests
{
    private static readonly Night Tonight = new(new DateOnly(2026, 11, 24));

    [Fact]
    public void The_first_night_soon_comes_to_the_sky_and_later_ones_are_whole()
    {
        var options = new DemoOptions();
        var first = DemoFeed.Plan(options, Tonight, isFirst: true);
        var whole = DemoFeed.Plan(options, Tonight, isFirst: false);

        first
            .Select(exposure => exposure.Flavor)
            .Take(8)
            .ShouldBe([Flavor.Zero, Flavor.Zero, Flavor.Arc, Flavor.Arc, Flavor.Flat, Flavor.Flat, Flavor.Dark, Flavor.Science]);
        whole.Count(exposure => exposure.Flavor == Flavor.Zero).ShouldBe(5);
        first.Count(exposure => exposure.Flavor == Flavor.Science).ShouldBe(whole.Count(exposure => exposure.Flavor == Flavor.Science));
        first.ShouldAllBe(exposure => exposure.Cameras.Length == 30);
    }

    [Fact]
    public void Nights_that_follow_each_other_have_numbers_that_follow_each_other()
    {
        var numbers = Enumerable
            .Range(0, 5)
            .SelectMany(day => DemoFeed.Plan(new DemoOptions(), new Night(Tonight.Date.AddDays(day)), isFirst: day == 0))
            .Select(exposure => exposure.Exposure.Number)
            .ToList();

        numbers.ShouldBe(numbers.Order());
        numbers.Distinct().Count().ShouldBe(numbers.Count);
    }

    [Fact]
    public void Options_that_make_no_sense_are_named()
    {
        var options = new DemoOptions
        {
            Interval = TimeSpan.Zero,
            Delay = TimeSpan.FromDays(1),
            MostWaiting = -1,
            MostBytes = 1,
            PastNights = -1,
            Nights = 0,
            Faults = 2,
            Cameras = [],
        };

        options.Faulty().Count().ShouldBe(9);
        new DemoOptions { Folder = "somewhere" }
            .Faulty()
            .ShouldBeEmpty();
    }
}
