using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats;

public sealed class CalibrationLookupTests : IDisposable
{
    private static readonly CameraId Camera = CameraId.Parse("r3").Value;
    private readonly string root = Directory.CreateTempSubdirectory("quicklook-calib-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Record_of_a_golden_camera_names_its_files()
    {
        var identity = new CameraIdentity { Detector = "SIM" };
        var metadata = new ExposureMetadata { Night = GoldenSet.A.Night };

        var record = GoldenCamera.Succeed(
            CalibrationLookup.Find(GoldenSet.A.CalibrationRoot, CameraId.Parse("r0").Value, identity, metadata)
        );

        record.Version.ShouldBe("SIM");
        record.Number("SATURLEV", Amplifier.C).Value.ShouldBe(64000);
        GoldenCamera.Succeed(record.FilePath("PSF")).ShouldEndWith("psf-r0.fits.gz");
        record.FilePath("DARK").Failure.ShouldNotBeNull().Reason.ShouldContain("DARK");
    }

    [Fact]
    public void After_2019_the_file_is_named_after_the_hardware()
    {
        Write(
            "spec/sm4/sm4-r.yaml",
            """
            sm4-r:
              V2:
                DATE-OBS-BEGIN: 20200101
                DATE-OBS-END: '20201001'
                DETECTOR: M1-22
              V3:
                DATE-OBS-BEGIN: "20201002"
                DATE-OBS-END: None
                DETECTOR: M1-22
                CCDCFG: default_lbnl_20201001.cfg
                CCDTMING: sta_timing.txt
                GAINC: 1.75
                CTECOLSA: [1, 2]
            """
        );
        var identity = Mountain with { ReadoutConfiguration = "default_lbnl_20201001.cfg", ReadoutTiming = "sta_timing.txt" };

        var record = GoldenCamera.Succeed(Find(identity));

        record.Version.ShouldBe("V3");
        record.Number("GAIN", Amplifier.C).Value.ShouldBe(1.75, "letters of the record serve amplifiers that the header numbers");
    }

    [Fact]
    public void A_lookup_that_finds_no_version_says_which_keys_do_not_match()
    {
        Write(
            "spec/sm4/sm4-r.yaml",
            """
            sm4-r:
              V1: { DATE-OBS-BEGIN: 20191211, DATE-OBS-END: 20200301, DETECTOR: M1-22 }
              V2: { DATE-OBS-BEGIN: 20200302, DETECTOR: M1-99, CCDTMING: fast.txt }
            """
        );

        var failure = Find(Mountain).Failure.ShouldNotBeNull();

        failure.Reason.ShouldContain("V1: 20201107 is after DATE-OBS-END 20200301");
        failure.Reason.ShouldContain("DETECTOR is 'M1-99' in the record but 'M1-22' in the raw header");
        failure.Reason.ShouldContain("CCDTMING is 'fast.txt' in the record but missing");
        failure.Place.ShouldNotBeNull().ShouldEndWith("sm4-r.yaml");
    }

    [Fact]
    public void Two_versions_that_hold_at_once_are_both_named()
    {
        Write(
            "spec/sm4/sm4-r.yaml",
            """
            sm4-r:
              V1: { DATE-OBS-BEGIN: 20191211, DETECTOR: M1-22 }
              V2: { DATE-OBS-BEGIN: 20200302, DETECTOR: M1-22 }
            """
        );

        Find(Mountain).Failure.ShouldNotBeNull().Reason.ShouldContain("V1, V2");
    }

    [Fact]
    public void The_single_file_of_before_is_still_read()
    {
        Write(
            "ccd_calibration.yaml",
            """
            r3:
              SIM: { DATE-OBS-BEGIN: '19000101', DATE-OBS-END: none, DETECTOR: SIM, DOSVER: SIM, FEEVER: SIM, AMPLIFIERS: '1234' }
            """
        );
        var identity = new CameraIdentity
        {
            Detector = "SIM",
            ControlSystemVersion = "SIM",
            FrontEndVersion = "SIM ",
        };

        GoldenCamera.Succeed(Find(identity)).Text("AMPLIFIERS").ShouldBe("1234");
        Find(identity with { FrontEndVersion = "2" }).Failure.ShouldNotBeNull().Reason.ShouldContain("FEEVER");
    }

    [Fact]
    public void A_missing_calibration_says_where_it_was_looked_for()
    {
        var failure = Find(Mountain).Failure.ShouldNotBeNull();

        failure.Place.ShouldBe("camera r3");
        failure.Reason.ShouldContain(Path.Combine(root, "spec", "sm4", "sm4-r.yaml"));
        CalibrationLookup
            .Find(Path.Combine(root, "nowhere"), Camera, Mountain, Metadata)
            .Failure.ShouldNotBeNull()
            .Reason.ShouldContain("nowhere");
    }

    [Theory]
    [InlineData("sm4-r: [1, 2")]
    [InlineData("")]
    [InlineData("other: { V1: { DETECTOR: M1-22 } }")]
    [InlineData("sm4-r: { V1: just text }")]
    [InlineData("sm4-r: {}")]
    [InlineData("just text")]
    public void A_broken_record_is_a_failure_at_its_file(string yaml)
    {
        Write("spec/sm4/sm4-r.yaml", yaml);

        Find(Mountain).Failure.ShouldNotBeNull().ToString().ShouldContain("sm4-r.yaml");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    public void A_record_cannot_name_files_outside_its_tree(string name)
    {
        var record = new CalibrationRecord(root, "record.yaml", "V1", [new("DARK", name)]);

        record.FilePath("DARK").Failure.ShouldNotBeNull().Reason.ShouldContain("outside");
    }

    private static CameraIdentity Mountain { get; } = new() { Detector = "M1-22", SpectrographHardware = 4 };

    private static ExposureMetadata Metadata { get; } =
        new() { Night = new Night(new DateOnly(2020, 11, 7)), ObservedAt = new DateTimeOffset(2020, 11, 8, 4, 0, 0, TimeSpan.Zero) };

    private Result<CalibrationRecord> Find(CameraIdentity identity) => CalibrationLookup.Find(root, Camera, identity, Metadata);

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
