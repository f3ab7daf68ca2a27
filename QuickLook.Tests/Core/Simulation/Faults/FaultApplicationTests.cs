using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Faults;
using QuickLook.Core.Simulation.Light;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Tests.Core.Simulation.Faults;

/// <summary>What a fault changes of an exposure, before a pixel is drawn.</summary>
public sealed class FaultApplicationTests
{
    private static readonly ImmutableArray<CameraId> Cameras = [.. new[] { "b0", "b1", "r0", "r1", "z0", "z1" }.Select(Camera)];

    [Fact]
    public void Every_fault_changes_every_exposure_in_which_it_can_happen()
    {
        foreach (var entry in FaultCatalog.All)
        {
            foreach (var flavor in entry.Flavors)
            {
                var whole = Exposure(flavor);

                var struck = FaultApplication.Apply(whole, [new SeededFault(entry.Kind)]).Value;

                SameAs(whole, struck).ShouldBeFalse($"{entry.Name} in {flavor.Name()}");
            }
        }
    }

    [Fact]
    public void A_fault_is_refused_where_it_cannot_happen() =>
        Apply(Flavor.Zero, new SeededFault(FaultKind.Cloud))
            .Failure!.Reason.ShouldBe("cloud cannot happen in an exposure of flavor zero; it can in: science");

    [Fact]
    public void A_camera_that_the_exposure_has_not_is_refused() =>
        Apply(Flavor.Science, new SeededFault(FaultKind.Defocus, Camera("z9")))
            .Failure!.Reason.ShouldBe("defocus: the exposure has no camera z9");

    [Fact]
    public void The_last_camera_cannot_be_missing() =>
        FaultApplication
            .Apply(Exposure(Flavor.Zero, [Camera("b0")]), [new SeededFault(FaultKind.MissingCamera)])
            .Failure!.Reason.ShouldBe("missing-camera would leave no camera in the exposure");

    [Fact]
    public void A_fault_of_one_camera_strikes_the_first_or_the_one_that_is_named()
    {
        Defocused(null).ShouldBe([Camera("b0")]);
        Defocused(Camera("r1")).ShouldBe([Camera("r1")]);

        static CameraId[] Defocused(CameraId? camera) =>
            [
                .. Apply(Flavor.Arc, new SeededFault(FaultKind.Defocus, camera))
                    .Value.Cameras.Where(each => each.WidthFactor > 1)
                    .Select(each => each.Camera),
            ];
    }

    [Fact]
    public void A_petal_is_missing_with_all_its_cameras() =>
        Apply(Flavor.Flat, new SeededFault(FaultKind.MissingPetal, Camera("r1")))
            .Value.Cameras.Select(camera => camera.Camera)
            .ShouldBe([Camera("b0"), Camera("r0"), Camera("z0")]);

    [Fact]
    public void Light_leaks_into_all_cameras_or_into_the_one_that_is_named()
    {
        Apply(Flavor.Dark, new SeededFault(FaultKind.LightLeak)).Value.Cameras.ShouldAllBe(camera => camera.StrayLight > 0);
        Apply(Flavor.Dark, new SeededFault(FaultKind.LightLeak, Camera("z0"), 2))
            .Value.Cameras.Select(camera => camera.StrayLight)
            .ShouldBe([0, 0, 0, 0, 2, 0]);
    }

    [Fact]
    public void As_many_fibers_break_as_were_asked_for_and_on_no_other_petal()
    {
        var struck = Apply(Flavor.Science, new SeededFault(FaultKind.BrokenFibers, Camera("b1"), 30)).Value;

        struck.Cameras.Select(camera => camera.FiberTransmission.Count(each => each == 0)).ShouldBe([0, 30, 0, 30, 0, 30]);
    }

    [Fact]
    public void Two_swaps_of_the_same_pair_undo_each_other()
    {
        var swap = new SeededFault(FaultKind.SwappedAmplifiers, Amount: 3);

        var once = FaultApplication.Apply(Exposure(Flavor.Zero), [swap]).Value.Cameras[0];
        var twice = FaultApplication.Apply(Exposure(Flavor.Zero), [swap, swap]).Value.Cameras[0];

        once.Wiring.ShouldBe([Amplifier.C, Amplifier.B, Amplifier.A, Amplifier.D]);
        twice.Wiring.ShouldBe([Amplifier.A, Amplifier.B, Amplifier.C, Amplifier.D]);
    }

    [Fact]
    public void A_cloud_of_two_and_a_half_magnitudes_leaves_a_tenth_of_the_star_light_and_all_of_the_sky()
    {
        var light = Apply(Flavor.Science, new SeededFault(FaultKind.Cloud, Amount: 2.5)).Value.Cameras[0].Light;

        light.Targets.ShouldBe(0.1, 1e-12);
        light.SkyContinuum.ShouldBe(1);
    }

    [Fact]
    public void A_wrong_lamp_burns_instead_of_the_usual_ones() =>
        Apply(Flavor.Arc, new SeededFault(FaultKind.WrongLamp)).Value.Cameras[0].Light.ArcLamps.Keys.ShouldBe([ArcLamp.Krypton]);

    [Fact]
    public void Faults_of_the_files_are_told_to_the_writer()
    {
        Apply(Flavor.Science, new SeededFault(FaultKind.WrongNight)).Value.HeaderNight.ToString().ShouldBe("20201106");
        Apply(Flavor.Science, new SeededFault(FaultKind.TruncatedFile, Amount: 0.5)).Value.KeptFraction.ShouldBe(0.5);
        Apply(Flavor.Science, new SeededFault(FaultKind.MissingFibermap)).Value.HasFibermap.ShouldBeFalse();
    }

    private static CameraId Camera(string name) => CameraId.Parse(name).Value;

    private static Result<ExposureSetup> Apply(Flavor flavor, SeededFault fault) => FaultApplication.Apply(Exposure(flavor), [fault]);

    private static ExposureSetup Exposure(Flavor flavor, ImmutableArray<CameraId>? cameras = null) =>
        ExposureSetup.Of(
            new SimulatedInstrument { Size = InstrumentSize.Tiny },
            new ExposureOrder
            {
                Night = Night.Parse("20201107").Value,
                Exposure = new ExposureId(17),
                Flavor = flavor,
                Program = new ObservingProgram(flavor == Flavor.Science ? "dark" : flavor.Name()),
                ObservedAt = new DateTimeOffset(2020, 11, 8, 4, 0, 0, TimeSpan.Zero),
                ExposureSeconds = 900,
                Cameras = cameras ?? Cameras,
                Seed = 1,
            }
        );

    // Arrays inside the records are compared by identity, which is what tells an unchanged exposure from a changed one.
    private static bool SameAs(ExposureSetup one, ExposureSetup other) =>
        one with { Cameras = [] } == other with { Cameras = [] } && one.Cameras.SequenceEqual(other.Cameras);
}
