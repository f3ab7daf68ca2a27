using QuickLook.Core.Orchestration.Live;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Monitor;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Tests.Web.Monitor;

public sealed class TimelineModelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 14, 32, TimeSpan.Zero);
    private readonly ProcessSnapshot night = new ScienceNight(Now).Process();

    [Fact]
    public void The_axis_reaches_beyond_now_and_the_usual_end()
    {
        var model = TimelineModel.Of(night, Now);

        model.SpanSeconds.ShouldBeGreaterThan(200 * 1.1);
        model.UsualSeconds.ShouldBe(200);
        model.EndSeconds.ShouldBeNull();
        model.Ticks.Length.ShouldBeLessThanOrEqualTo(11);
    }

    [Fact]
    public void The_axis_grows_when_a_process_takes_longer_than_ever() =>
        TimelineModel.Of(night, Now.AddHours(3)).SpanSeconds.ShouldBeGreaterThan(3 * 3600);

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(86_400 * 400d)]
    public void Any_duration_has_an_axis_with_few_ticks(double seconds)
    {
        var model = TimelineModel.Of(night with { UsualDuration = null }, night.ArrivedAt.AddSeconds(seconds));

        model.SpanSeconds.ShouldBeGreaterThan(seconds);
        model.Ticks.Length.ShouldBeInRange(2, 500);
    }

    [Fact]
    public void A_stage_at_work_has_no_end_and_a_failed_one_says_when()
    {
        var lanes = TimelineModel.Of(night, Now).Lanes;

        lanes[Cameras.Id("b6").Index].Bars[^1].ShouldSatisfyAllConditions(bar => bar.To.ShouldBeNull(), bar => bar.Fill.ShouldBe("run"));
        var mark = lanes[Cameras.Id("r8").Index].Marks.ShouldHaveSingleItem();
        mark.Status.ShouldBe(Status.NotComputed);
        mark.Label!.ShouldStartWith("r8 failed ");
    }

    [Fact]
    public void An_alarm_is_marked_where_its_stage_ended() =>
        TimelineModel.Of(night, Now).Lanes[Cameras.Id("b3").Index].Marks.ShouldHaveSingleItem().Status.ShouldBe(Status.Alarm);

    [Fact]
    public void Cameras_that_are_not_expected_take_no_lane() =>
        TimelineModel.Of(Moments.ThreeCameras(Now).Process!, Now).Lanes.Length.ShouldBe(3);
}
