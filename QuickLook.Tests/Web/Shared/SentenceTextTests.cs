using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Components.Shared.Findings;

namespace QuickLook.Tests.Web.Shared;

public sealed class SentenceTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 14, 32, TimeSpan.Zero);
    private readonly ProcessSnapshot night = new ScienceNight(Now).Process();

    [Fact]
    public void While_it_runs_it_says_what_how_far_and_which_alarms()
    {
        var text = SentenceText.Of(night);

        text.Subject.ShouldBe("Exposure 00012345 – science, dark");
        (text.Progress, text.State).ShouldBe(("20 of 29", "cameras done"));
        text.AlarmCount.ShouldBe(2);
        text.Alarms.Select(alarm => (alarm.Test, alarm.Where, alarm.Detail))
            .ShouldBe([("Noise AMP", "b3", "amp C 4.91 e-"), ("NGOODFIB", "z7", "no flux in 212 fibers")]);
        text.MoreAlarms.ShouldBe(0);
        text.UsualEnd.ShouldBe(night.ArrivedAt + TimeSpan.FromSeconds(200));
    }

    [Fact]
    public void A_calibration_whose_program_is_its_flavor_says_it_once()
    {
        var arc = night with { Exposure = night.Exposure with { Flavor = "arc", Program = new("ARC") } };

        SentenceText.Of(arc).Subject.ShouldBe("Exposure 00012345 – arc");
    }

    [Fact]
    public void The_third_line_says_what_failed_what_is_missing_and_what_warns()
    {
        var notes = SentenceText.Of(night).Notes;

        notes
            .Select(note => (note.Status, note.Text))
            .ShouldBe([
                (Status.NotComputed, "r8 failed in CHECK FIBERS"),
                (Status.NoData, "z9 is not in the raw file"),
                (Status.Warning, "2 warnings: r5 XWSIGMA, b8 SKYCONT"),
            ]);
        notes[0].Camera.ShouldBe(Cameras.Id("r8"));
    }

    [Fact]
    public void An_alarm_on_many_cameras_is_one_thing_to_say()
    {
        var text = SentenceText.Of(Moments.Storm(Now).Process!);

        text.AlarmCount.ShouldBe(30);
        text.Alarms[0].Where.ShouldBe("29 cameras");
        text.Alarms[0].Detail.ShouldBeNull();
    }

    [Fact]
    public void More_than_two_kinds_of_alarms_are_counted()
    {
        var camera = night.Cameras[0];
        var tests = camera.Stages[0].Tests.Select(test => test with { Quality = Quality.Alarm });
        var stages = camera.Stages.SetItem(0, camera.Stages[0] with { Tests = [.. tests] });

        var text = SentenceText.Of(night with { Cameras = night.Cameras.SetItem(0, camera with { Stages = stages }) });

        text.Alarms.Count.ShouldBe(2);
        text.MoreAlarms.ShouldBe(3); // Noise, Bias, LITFRAC, XWSIGMA and NGOODFIB, less two
    }

    [Fact]
    public void A_process_that_went_well_says_so_with_its_duration()
    {
        var text = SentenceText.Of(Moments.ThreeCameras(Now).Process!);

        $"{text.Subject} – {text.Progress} {text.State}".ShouldBe("Exposure 00012345 – science – 3 cameras done after 2.0 s, all normal");
        text.Notes.ShouldBeEmpty();
        text.UsualEnd.ShouldBeNull();
    }

    [Theory]
    [InlineData(Quality.None)]
    [InlineData(Quality.Unknown)]
    [InlineData(Quality.NotComputed)]
    public void All_normal_is_said_only_of_a_verdict_of_normal(Quality quality) =>
        SentenceText.Of(Moments.ThreeCameras(Now).Process! with { Quality = quality }).State.ShouldNotContain("normal");

    [Fact]
    public void A_broken_file_is_said_with_its_reason()
    {
        var text = SentenceText.Of(Moments.Truncated(Now).Process!);

        text.State.ShouldBe("failed after 2.0 s");
        text.Notes.ShouldHaveSingleItem().Text.ShouldContain("the file ends in the middle of a tile");
    }

    [Fact]
    public void An_unknown_flavor_is_not_processed()
    {
        var text = SentenceText.Of(Moments.UnknownFlavor(Now).Process!);

        text.Subject.ShouldBe("Exposure 00012345 – skyflat");
        text.State.ShouldBe("not processed");
    }

    [Fact]
    public void A_queued_exposure_waits_and_a_stopped_one_says_how_far_it_came()
    {
        SentenceText.Of(night with { State = RunState.Queued }).State.ShouldBe("waits for its turn");
        SentenceText.Of(night with { State = RunState.Stopped, EndedAt = Now }).State.ShouldBe("stopped after 2:48, 20 of 29 cameras done");
    }

    [Fact]
    public void Before_the_first_exposure_it_says_whether_one_would_be_taken()
    {
        SentenceText.WithoutProcess(PipelineActivity.Idle).State.ShouldBe("waiting for the first exposure");
        SentenceText.WithoutProcess(PipelineActivity.Stopped).Subject.ShouldBe("The pipeline is stopped");
    }
}
