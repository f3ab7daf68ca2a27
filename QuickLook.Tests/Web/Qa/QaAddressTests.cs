using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Qa;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Components.Shared.Findings;

namespace QuickLook.Tests.Web.Qa;

public sealed class QaAddressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 14, 32, TimeSpan.Zero);

    [Fact]
    public void An_address_carries_everything_and_nothing_that_is_not_there()
    {
        QaAddress.Of(4711).ToString().ShouldBe("qa/4711");
        (QaAddress.Of(4711) with { Step = "CHECK_CCDs", Test = "rms", Camera = Cameras.Id("b3"), Fiber = 1999, Part = "W" })
            .ToString()
            .ShouldBe("qa/4711/CHECK_CCDs/rms?camera=b3&fiber=1999&part=W");
        (QaAddress.Of(4711) with { Step = "CHECK_CCDs", Metric = "BIAS_AMP", Camera = Cameras.Id("b3"), Against = "NOISE_AMP" })
            .ToString()
            .ShouldBe("qa/4711/CHECK_CCDs/metric/BIAS_AMP?camera=b3&against=NOISE_AMP");
        (QaAddress.Of(1) with { Step = "a/b c", Test = "d?e" }).ToString().ShouldBe("qa/1/a%2Fb%20c/d%3Fe");
    }

    [Fact]
    public void A_fiber_stays_on_its_petal_and_a_part_with_its_test()
    {
        var at = QaAddress.Of(1).To(Cameras.Id("b3"), "CHECK_CCDs", "xwsigma") with { Fiber = 1999, Part = "W" };

        at.To(Cameras.Id("z3"), "CHECK_CCDs", "xwsigma")
            .ShouldSatisfyAllConditions(to => to.Fiber.ShouldBe(1999), to => to.Part.ShouldBe("W"));
        at.To(Cameras.Id("b4"), "CHECK_CCDs", "xwsigma").Fiber.ShouldBeNull();
        at.To(Cameras.Id("b3"), "CHECK_CCDs", "rms").Part.ShouldBeEmpty();
    }

    [Fact]
    public void A_finding_leads_to_its_test_by_the_name_that_the_mapping_gives_it()
    {
        var process = new ScienceNight(Now).Process();
        var alarm = Finding.Of(process, Quality.Alarm)[0];
        var mappings = new ScriptedMappings().Current;

        QaAddress.Of(process, alarm, mappings).ToString().ShouldBe("qa/4711/CHECK_CCDs/rms?camera=b3");
        QaAddress
            .Of(process with { Exposure = process.Exposure with { Flavor = "skyflat" } }, alarm, mappings)
            .ToString()
            .ShouldBe("qa/4711/CHECK_CCDs/noise_amp?camera=b3");
    }

    [Fact]
    public void A_petal_leads_to_the_worst_test_of_its_step()
    {
        var process = new ScienceNight(Now).Process();
        var mappings = new ScriptedMappings().Current;

        QaAddress.Of(process, Cameras.Id("r5"), 0, mappings).ToString().ShouldBe("qa/4711/CHECK_CCDs/xwsigma?camera=r5");
        QaAddress.Of(process, Cameras.Id("b0"), 1, mappings).ToString().ShouldBe("qa/4711/CHECK_FIBERS/countbins?camera=b0");
        QaAddress.Of(process, Cameras.Id("z9"), 1, mappings).ToString().ShouldBe("qa/4711/CHECK_FIBERS?camera=z9");
    }

    [Fact]
    public void Steppers_go_round_and_skip_nothing()
    {
        QaSelection.NextArm(Cameras.Id("z3"), 1).ShouldBe(Cameras.Id("b3"));
        QaSelection.NextArm(Cameras.Id("b3"), -1).ShouldBe(Cameras.Id("z3"));
        QaSelection.NextSpectrograph(Cameras.Id("b9"), 1).ShouldBe(Cameras.Id("b0"));
        QaSelection.NextSpectrograph(Cameras.Id("b0"), -1).ShouldBe(Cameras.Id("b9"));
        QaSelection.NextCamera(Cameras.Id("z9"), 1).ShouldBe(Cameras.Id("b0"));
        QaSelection.NextCamera(Cameras.Id("r0"), -1).ShouldBe(Cameras.Id("b9"));
        QaSelection.NextStage(ScienceNight.Stages, "CHECK_SPECTRA", 1)!.Name.ShouldBe("CHECK_CCDs");
        QaSelection.NextStage(ScienceNight.Stages, "CHECK_CCDs", -1)!.Name.ShouldBe("CHECK_SPECTRA");
        QaSelection.NextStage(ScienceNight.Stages, "no such step", 1)!.Name.ShouldBe("CHECK_CCDs");
        QaSelection.NextStage([], "CHECK_CCDs", 1).ShouldBeNull();
    }

    [Fact]
    public void What_is_abnormal_is_listed_worst_first_failed_cameras_last()
    {
        var abnormal = Abnormal.Of(new ScienceNight(Now).Process());

        abnormal
            .Select(each => (each.Camera.ToString(), each.Title, each.Status, each.Detail))
            .ShouldBe([
                ("b3", "Noise AMP", Status.Alarm, "amp C 4.91 e-"),
                ("z7", "NGOODFIB", Status.Alarm, "no flux in 212 fibers"),
                ("r5", "XWSIGMA", Status.Warning, "w 1.36 px"),
                ("b8", "SKYCONT", Status.Warning, "281"),
                ("r8", "CHECK FIBERS", Status.NotComputed, "failed"),
            ]);
    }

    [Fact]
    public void The_worst_of_the_exposure_is_where_one_arrives_without_a_choice()
    {
        var process = new ScienceNight(Now).Process();

        QaSelection.Camera(process, QaAddress.Of(4711)).ShouldBe(Cameras.Id("b3"));
        QaSelection.Camera(process, QaAddress.Of(4711) with { Step = "CHECK_SPECTRA" }).ShouldBe(Cameras.Id("b8"));
        QaSelection.Camera(process, QaAddress.Of(4711) with { Camera = Cameras.Id("z9") }).ShouldBe(Cameras.Id("z9"));
        QaSelection.Camera(Moments.ThreeCameras(Now).Process!, QaAddress.Of(17)).ShouldBe(CameraId.All[0]);
    }
}
