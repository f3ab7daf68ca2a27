using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Monitor;
using QuickLook.Web.Components.Shared.Logs;

namespace QuickLook.Tests.Web.Monitor;

public sealed class StageSectionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 14, 32, TimeSpan.Zero);
    private readonly ProcessSnapshot night = new ScienceNight(Now).Process();
    private readonly LiveLog log = new(100);

    [Fact]
    public void A_cameras_line_stands_under_the_stage_the_camera_was_in()
    {
        var b3 = night.Cameras[Cameras.Id("b3").Index];
        log.Append(b3.Stages[1].StartedAt!.Value.AddSeconds(1), RunLogLevel.Info, "in fibers", b3.Camera);
        log.Append(b3.Stages[0].StartedAt!.Value.AddSeconds(1), RunLogLevel.Info, "in ccds", b3.Camera);

        Sections()
            .Select(section => (section.Key, section.Lines[0].Text))
            .ShouldBe([("CHECK_CCDs", "in ccds"), ("CHECK_FIBERS", "in fibers")]);
    }

    [Fact]
    public void A_line_about_no_camera_stands_under_the_stage_it_names()
    {
        log.Append(Now, RunLogLevel.Info, "Process 4711: CHECK CCDS ended after 48.2 s");

        Sections().ShouldHaveSingleItem().Key.ShouldBe("CHECK_CCDs");
    }

    [Fact]
    public void Lines_from_before_the_file_arrived_are_folded_away()
    {
        log.Append(night.ArrivedAt.AddMinutes(-5), RunLogLevel.Info, "the exposure before");

        var section = Sections().ShouldHaveSingleItem();

        (section.Title, section.StartsFolded).ShouldBe(("Earlier", true));
    }

    [Fact]
    public void Under_its_heading_a_line_does_not_repeat_process_exposure_and_camera()
    {
        var b3 = night.Cameras[Cameras.Id("b3").Index];
        log.Append(
            b3.Stages[0].EndedAt!.Value.AddMilliseconds(-1),
            RunLogLevel.Error,
            "Exposure 00012345: b3 NOISE_AMP_STATUS ALARM",
            b3.Camera
        );

        Sections()[0].Lines[0].Text.ShouldBe("NOISE_AMP_STATUS ALARM");
    }

    [Fact]
    public void A_section_sums_up_what_happened_in_it()
    {
        log.Append(Now, RunLogLevel.Info, "CHECK FIBERS");

        var section = Sections()[0];

        (section.Summary, section.Count).ShouldBe(("1 alarm, 1 camera failed", "26 of 29"));
        section.StartsFolded.ShouldBeFalse(); // two cameras are still in it
    }

    [Fact]
    public void Without_a_process_all_lines_stand_together()
    {
        log.Append(Now, RunLogLevel.Info, "Pipeline started");

        StageSections.Of(log.After(0), null).ShouldHaveSingleItem().Lines.Count.ShouldBe(1);
    }

    private IReadOnlyList<LogSection> Sections() => StageSections.Of(log.After(0), night);
}
