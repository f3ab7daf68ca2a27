using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Tests.Web.Shared;

public sealed class StatusTipTests
{
    private static readonly StageInfo[] Stages = [new("CHECK_SPECTRA", "CHECK SPECTRA", null)];

    [Fact]
    public void A_test_that_has_nothing_to_say_is_none_with_its_reason()
    {
        var stage = Stage(
            StageState.Done,
            Quality.Normal,
            Cameras.Test("SNR", Quality.Normal, "0.6"),
            Cameras.Test("SKYRBAND", Quality.None, why: "b cameras have no r band")
        );

        StatusTip
            .Petal(Cameras.Camera("b0", RunState.Succeeded, Quality.Normal, stage), Stages, 0)
            .Split('\n')
            .ShouldBe(["b0 CHECK SPECTRA: normal", "SNR\tnormal\t0.6\t", "SKYRBAND\tnone\t\t", "\t\t\tb cameras have no r band"]);
    }

    [Fact]
    public void A_stage_in_which_no_test_has_anything_to_say_has_nothing_to_judge_and_is_no_pass()
    {
        var stage = Stage(StageState.Done, Quality.None, Cameras.Test("SKYRBAND", Quality.None, why: "b cameras have no r band"));
        var camera = Cameras.Camera("b0", RunState.Succeeded, Quality.None, stage);

        StatusOf.Petal(camera, 0).ShouldBe(Status.NoData);
        StatusTip.Petal(camera, Stages, 0).ShouldStartWith("b0 CHECK SPECTRA: nothing to judge\n");
    }

    [Fact]
    public void A_test_that_is_still_to_come_is_not_judged()
    {
        var stage = Stage(StageState.Running, Quality.None, Cameras.Test("SNR", Quality.None));

        StatusTip.Petal(Cameras.Camera("b0", RunState.Running, Quality.None, stage), Stages, 0).ShouldContain("\nSNR\tnot judged\t");
    }

    [Fact]
    public void Missing_absent_by_design_not_processed_and_failed_are_four_words()
    {
        var blank = Cameras.Camera("b0", RunState.Skipped, Quality.None) with { Stages = [] };
        CameraSnapshot[] cameras =
        [
            blank with
            {
                Presence = CameraPresence.Missing,
                Reason = "not in the raw file",
            },
            blank with
            {
                Presence = CameraPresence.AbsentByDesign,
            },
            blank with
            {
                Presence = CameraPresence.AbsentByDesign,
                Reason = "in the raw file, but not asked for",
            },
            Cameras.Camera("b0", RunState.Failed, Quality.None) with
            {
                Reason = "the file ends in the middle of a tile",
            },
        ];

        cameras.Select(StatusTip.CameraWord).ShouldBe(["not in the raw file", "not expected", "in the raw file, not processed", "failed"]);
        cameras
            .Take(3)
            .Select(camera => StatusTip.Petal(camera, Stages, 0))
            .ShouldBe([
                "b0 CHECK SPECTRA: no data, the camera is not in the raw file",
                "b0 CHECK SPECTRA: absent by design",
                "b0 CHECK SPECTRA: in the raw file, not processed",
            ]);
        StatusTip.Cell(cameras[2], Stages).ShouldEndWith("\t\t\tin the raw file, but not asked for");
    }

    [Fact]
    public void A_camera_that_waits_for_another_attempt_says_when_and_why()
    {
        var camera = Cameras.Camera("b0", RunState.Queued, Quality.None) with
        {
            Reason = "the disk did not answer",
            RetryAt = new DateTimeOffset(2026, 11, 26, 3, 4, 5, TimeSpan.Zero),
        };

        StatusTip.Cell(camera, Stages).ShouldStartWith("Camera b0: tried again at 03:04:05 UTC");
        StatusTip.Cell(camera, Stages).ShouldEndWith("the disk did not answer");
        StatusTip.CameraWord(camera with { RetryAt = null }).ShouldBe("queued");
    }

    private static StageSnapshot Stage(StageState state, Quality quality, params TestSnapshot[] tests) =>
        Cameras.Stage(state, quality) with
        {
            Tests = [.. tests],
        };
}
