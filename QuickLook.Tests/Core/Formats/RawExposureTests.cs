using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats;

public sealed class RawExposureTests
{
    [Fact]
    public void Keywords_of_an_exposure_are_typed()
    {
        using var simulated = new SimulatedExposure();
        simulated.ExposureCards["TELRA"] = FitsCard.Of("TELRA", 150.5);
        simulated.ExposureCards["TILERA"] = FitsCard.Of("TILERA", 10.0);
        simulated.ExposureCards["SKYDEC"] = FitsCard.Of("SKYDEC", -3.25);
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(simulated.Write().RawFile));

        var metadata = exposure.Metadata;
        metadata.Exposure.ShouldBe(new ExposureId(7));
        metadata.Night.ShouldBe(new Night(new DateOnly(2020, 11, 7)));
        metadata.Flavor.ShouldBe(Flavor.Science);
        metadata.Program.ShouldBe(ObservingProgram.Dark);
        metadata.ObservedAt.ShouldBe(new DateTimeOffset(2020, 11, 8, 3, 4, 5, 500, TimeSpan.Zero));
        metadata.ExposureTimeSeconds.ShouldBe(900);
        metadata.TileId.ShouldBe(1001);
        metadata.Airmass.ShouldBe(1.25);
        metadata.SeeingArcsec.ShouldBe(1.1);
        metadata.TelescopeRa.ShouldBe(150.5);
        metadata.TelescopeDec.ShouldBe(-3.25);
        metadata.Mjd!.Value.Days.ShouldBe(59161.12784143519, 1e-9, "2020-11-08 is MJD 59161");
        metadata.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Keywords_on_the_mountain_are_in_the_second_hdu_7_2_no_19()
    {
        using var simulated = new SimulatedExposure { HasMountainLayout = true, HasLetters = true };
        var (exposure, camera) = simulated.Write().Read();
        using (exposure)
        using (camera)
        {
            exposure.Metadata.Exposure.ShouldBe(new ExposureId(7));
            camera.Header.GetString("PROGRAM").Value.ShouldBe("dark", "the camera inherits what it lacks");
            camera.Identity.Night.ShouldBe(new Night(new DateOnly(2020, 11, 7)));
            camera.Amplifiers.Select(amplifier => amplifier.KeywordSuffix).ShouldBe(['A', 'B', 'C', 'D']);
        }
    }

    [Fact]
    public void Missing_keywords_are_null_and_no_failure()
    {
        using var simulated = new SimulatedExposure();
        foreach (var keyword in new[] { "EXPID", "NIGHT", "FLAVOR", "PROGRAM", "DATE-OBS", "TILEID", "AIRMASS", "SEEING" })
        {
            simulated.ExposureCards[keyword] = null;
        }

        using var exposure = GoldenCamera.Succeed(RawExposure.Open(simulated.Write().RawFile));

        exposure.Metadata.ShouldBe(new ExposureMetadata { ExposureTimeSeconds = 900, Faults = exposure.Metadata.Faults });
        exposure.Metadata.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_keyword_that_cannot_be_read_is_named()
    {
        using var simulated = new SimulatedExposure();
        simulated.ExposureCards["FLAVOR"] = FitsCard.Of("FLAVOR", "twilight");
        simulated.ExposureCards["EXPTIME"] = FitsCard.Of("EXPTIME", -3.0);
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(simulated.Write().RawFile));

        exposure.Metadata.Flavor.ShouldBeNull();
        exposure.Metadata.FlavorText.ShouldBe("twilight");
        exposure.Metadata.Faults.Count.ShouldBe(2);
        exposure.Metadata.Faults.ShouldContain(fault => fault.StartsWith("FLAVOR:", StringComparison.Ordinal));
        exposure.Metadata.Faults.ShouldContain(fault => fault.StartsWith("EXPTIME:", StringComparison.Ordinal));
    }

    [Fact]
    public void Cameras_are_found_by_name_in_any_order_and_case()
    {
        using var simulated = new SimulatedExposure { Cameras = ["Z9", "b0", "R3"] };
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(simulated.Write().RawFile));

        exposure.Cameras.Select(camera => camera.ToString()).ShouldBe(["b0", "r3", "z9"]);
        using var camera = GoldenCamera.Succeed(exposure.ReadCamera(CameraId.Parse("b0").Value));
        (camera.CcdHeight, camera.CcdWidth).ShouldBe((80, 40));
    }

    [Fact]
    public void A_camera_that_is_not_in_the_file_is_named_with_those_that_are()
    {
        using var simulated = new SimulatedExposure { Cameras = ["B0", "R0"] };
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(simulated.Write().RawFile));

        var failure = exposure.ReadCamera(CameraId.Parse("z4").Value).Failure.ShouldNotBeNull();

        failure.Reason.ShouldContain("z4");
        failure.Reason.ShouldContain("b0 r0");
    }

    [Fact]
    public void Two_amplifiers_are_enough()
    {
        using var simulated = new SimulatedExposure { Amplifiers = [Amplifier.B, Amplifier.D], HasLetters = true };
        var (exposure, camera) = simulated.Write().Read();
        using (exposure)
        using (camera)
        {
            camera.Amplifiers.Select(amplifier => amplifier.Amplifier).ShouldBe([Amplifier.B, Amplifier.D]);
        }
    }

    [Theory]
    [InlineData("DATASEC2", "[900:920,1:40]", "DATASEC2")]
    [InlineData("BIASSEC3", "nonsense", "BIASSEC3")]
    [InlineData("CCDSEC1", "[1:21,1:40]", "CCDSEC1")]
    [InlineData("CCDSEC4", "[1:20,41:80]", "CCDSEC")]
    [InlineData("CCDSEC4", "[100001:100020,41:80]", "CCDSEC4")]
    [InlineData("BIASSEC1", "[3:14,1:40]", "BIASSEC1")]
    [InlineData("BIASSEC1", "[23:34,2:40]", "BIASSEC1")]
    [InlineData("DATASEC3", "[0:19,41:80]", "DATASEC3")]
    [InlineData("CCDSEC2", null, "CCDSEC2")]
    public void A_section_that_cannot_be_right_is_named(string keyword, string? value, string named)
    {
        using var simulated = new SimulatedExposure();
        simulated.CameraCards[keyword] = value is null ? null : FitsCard.Of(keyword, value);
        using var exposure = GoldenCamera.Succeed(RawExposure.Open(simulated.Write().RawFile));

        exposure.ReadCamera(CameraId.Parse("r3").Value).Failure.ShouldNotBeNull().ToString().ShouldContain(named);
    }

    [Fact]
    public void A_file_without_exposure_keywords_is_no_raw_exposure()
    {
        using var simulated = new SimulatedExposure();
        simulated.ExposureCards["EXPTIME"] = null;

        var failure = RawExposure.Open(simulated.Write().RawFile).Failure.ShouldNotBeNull();

        failure.Reason.ShouldContain("EXPTIME");
        failure.Place.ShouldBe("desi-00000007.fits.fz");
    }

    [Fact]
    public void Version_of_desispec_is_found_wherever_it_stands_7_2_no_17()
    {
        using var simulated = new SimulatedExposure();
        var (exposure, camera) = simulated.Write().Read();
        using (exposure)
        using (camera)
        {
            camera.Identity.DesispecVersion.ShouldBe("0.51.0");
        }
    }
}
