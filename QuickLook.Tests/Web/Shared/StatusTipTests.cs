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

    private static StageSnapshot Stage(StageState state, Quality quality, params TestSnapshot[] tests) =>
        Cameras.Stage(state, quality) with
        {
            Tests = [.. tests],
        };
}
