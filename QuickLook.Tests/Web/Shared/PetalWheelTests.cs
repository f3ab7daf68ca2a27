using AngleSharp.Dom;
using Bunit;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Tests.Web.Shared;

public sealed class PetalWheelTests : WebTestContext
{
    [Fact]
    public void A_wheel_has_ten_slices_with_the_camera_stage_and_status_in_words()
    {
        var slices = Wheel(Arm.B, 0).FindAll("a");

        slices.Count.ShouldBe(10);
        slices.Select(Label).ShouldContain("b3 CHECK CCDS: alarm");
        slices.Select(Label).ShouldContain("b0 CHECK CCDS: normal");
        slices
            .Select(slice => slice.QuerySelector("text")!.TextContent)
            .Order()
            .ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    }

    [Fact]
    public void A_wheel_is_one_tab_stop_and_it_is_the_worst_slice()
    {
        var slices = Wheel(Arm.B, 0).FindAll("a");

        slices.Where(slice => slice.GetAttribute("tabindex") == "0").ShouldHaveSingleItem().GetAttribute("data-petal").ShouldBe("3");
        slices.Count(slice => slice.GetAttribute("tabindex") == "-1").ShouldBe(9);
    }

    [Fact]
    public void An_alarm_is_drawn_last_reaches_further_out_and_carries_its_glyph()
    {
        var last = Wheel(Arm.B, 0).FindAll("a")[^1];

        last.GetAttribute("data-petal").ShouldBe("3");
        last.QuerySelector("path.p")!.GetAttribute("d")!.ShouldContain("A55 55");
        last.QuerySelector("use")!.GetAttribute("href").ShouldBe("#g-alarm-on");
    }

    [Fact]
    public void A_running_slice_is_filled_by_the_real_fraction_of_its_work()
    {
        Live.Set(
            Cameras.Id("b6"),
            camera => camera with { Stages = camera.Stages.SetItem(2, camera.Stages[2] with { UnitsDone = 5, UnitsKnown = 10 }) }
        );

        var slice = Wheel(Arm.B, 2).Find("[data-petal='6']");

        slice.ClassName.ShouldBe("running");
        slice.QuerySelector("path.h")!.GetAttribute("d")!.ShouldContain("A25 25"); // half of the inner radius of 50
    }

    [Theory]
    [InlineData(Quality.Unknown, "notcomputed")]
    [InlineData(Quality.NotComputed, "notcomputed")]
    [InlineData(Quality.None, "nodata")]
    public void What_has_no_verdict_never_looks_like_a_pass(Quality quality, string expected)
    {
        Live.Set(
            Cameras.Id("b0"),
            camera => camera with { Stages = camera.Stages.SetItem(0, camera.Stages[0] with { Quality = quality }) }
        );

        var slice = Wheel(Arm.B, 0).Find("[data-petal='0']");

        slice.ClassName.ShouldBe(expected);
        Label(slice).ShouldNotContain("normal");
    }

    [Fact]
    public void Not_computed_has_a_hatch_and_an_outline_and_no_data_a_dash()
    {
        Wheel(Arm.R, 1).Find("[data-petal='8']").QuerySelector("path.o").ShouldNotBeNull();
        Wheel(Arm.Z, 0).Find("[data-petal='9']").QuerySelector("path.dash").ShouldNotBeNull();
    }

    [Fact]
    public void The_tooltip_lists_each_test_with_status_value_and_limits()
    {
        var tip = Wheel(Arm.B, 0).Find("[data-petal='3']").GetAttribute("data-tip")!.Split('\n');

        tip[0].ShouldBe("b3 CHECK CCDS: alarm");
        tip.ShouldContain("Noise AMP\talarm\t2.98 3.05 4.91 3.02 e-\tnormal 1.10 - 4.10");
        tip.ShouldContain("Bias AMP\tnormal\t0.02 -0.04 0.01 0.03 ADU\tnormal -1 - 1");
    }

    [Fact]
    public void A_stage_that_this_version_does_not_compute_says_so()
    {
        Live.Set(Cameras.Id("b0"), camera => camera with { Stages = camera.Stages.SetItem(2, Cameras.Stage(StageState.NotPlanned)) });

        var slice = Wheel(Arm.B, 2).Find("[data-petal='0']");

        slice.ClassName.ShouldBe("absent");
        Label(slice).ShouldBe("b0 CHECK SPECTRA: not computed by this version");
    }

    [Fact]
    public void A_frame_that_changes_no_slice_draws_nothing()
    {
        var wheel = Wheel(Arm.B, 0);
        var before = wheel.RenderCount;

        wheel.Render(Parameters(Arm.B, 0));
        var first = wheel.RenderCount;
        Live.Set(Cameras.Id("z1"), camera => camera with { State = RunState.Succeeded });
        wheel.Render(Parameters(Arm.B, 0));

        wheel.RenderCount.ShouldBe(first);
        first.ShouldBeLessThanOrEqualTo(before + 1);
    }

    private static string Label(IElement slice) => slice.GetAttribute("aria-label")!;

    private IRenderedComponent<PetalWheel> Wheel(Arm arm, int stage) => Render(Parameters(arm, stage));

    private Action<ComponentParameterCollectionBuilder<PetalWheel>> Parameters(Arm arm, int stage) =>
        wheel =>
            wheel
                .Add(w => w.Arm, arm)
                .Add(w => w.Stages, Process.Stages)
                .Add(w => w.Stage, stage)
                .Add(w => w.Cameras, Process.Cameras)
                .Add(w => w.Href, (camera, _) => $"monitor/camera/{camera}");
}
