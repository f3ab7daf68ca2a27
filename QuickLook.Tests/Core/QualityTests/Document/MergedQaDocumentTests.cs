using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests.Document;

/// <summary>The merge of step records, pipeline.md 5.2; step names and keys are those of a complete science run.</summary>
public class MergedQaDocumentTests
{
    private static readonly MergedQaOrigin Origin = new("native", "1.2.3", "abc", "by position", "quicklook");

    [Fact]
    public void The_top_says_what_was_run_and_by_whom()
    {
        var document = Build(Flavor.Arc, new StepRecord("Initialize", new JsonObject { ["PROGRAM"] = "ARC" }, []));

        document["NIGHT"]!.GetValue<string>().ShouldBe("20201107");
        document["EXPID"]!.GetValue<int>().ShouldBe(102);
        document["CAMERA"]!.GetValue<string>().ShouldBe("r0");
        document["FLAVOR"]!.GetValue<string>().ShouldBe("arcs", "the name of the configuration");
        var info = document["GENERAL_INFO"]!.AsObject();
        info["PROGRAM"]!.GetValue<string>().ShouldBe("ARC");
        info["PROC_QuickLook_VERSION"]!.GetValue<string>().ShouldBe("1.2.3");
        info.ContainsKey("FITS_DESISPEC_VERSION").ShouldBeTrue();
        info["FITS_DESISPEC_VERSION"].ShouldBeNull();
        MergedQa.Read(MergedQaText.Write(document)).Value.Origin.ShouldBe(Origin);
    }

    [Fact]
    public void Results_of_several_steps_come_together_in_the_tasks_that_people_look_at()
    {
        var tasks = Build(
            Flavor.Science,
            Record("Initialize", "CHECKHDUS", "CHECKHDUS_STATUS", "PROGRAM"),
            Record("Preproc", "BIAS_AMP", "NOISE"),
            Record("Flexure", "XYSHIFTS", "XYSHIFTS_STATUS", "XSHIFT_FIB"),
            Record("Extract_QP", "NGOODFIB"),
            Record("ApplyFiberFlat_QP", "SKYCONT", "PEAKCOUNT", "FIBERID"),
            Record("SkySub_QP", "FIDSNR_TGT", "SKYRESID", "MED_RESID"),
            Record("ApplyFluxCalibration", "SKYRBAND", "DELTAMAG")
        )["TASKS"]!.AsObject();

        KeysOf(tasks).ShouldBe("CHECK_CCDs CHECK_FIBERS CHECK_SPECTRA");
        KeysOf(tasks["CHECK_CCDs"]!["METRICS"]!).ShouldBe("BIAS_AMP CHECKHDUS CHECKHDUS_STATUS");
        KeysOf(tasks["CHECK_FIBERS"]!["METRICS"]!).ShouldBe("NGOODFIB XSHIFT_FIB XYSHIFTS XYSHIFTS_STATUS");
        KeysOf(tasks["CHECK_SPECTRA"]!["METRICS"]!).ShouldBe("DELTAMAG FIBERID FIDSNR_TGT PEAKCOUNT SKYCONT SKYRBAND SKYRESID");
    }

    [Fact]
    public void A_key_beyond_the_originals_never_replaces_one_of_the_task_itself()
    {
        var tasks = Build(
            Flavor.Science,
            new StepRecord("Flexure", new JsonObject { ["NGOODFIB"] = 1, ["XYSHIFTS"] = 2 }, new JsonObject { ["CUTBINS"] = 1, ["X"] = 2 }),
            new StepRecord("Extract_QP", new JsonObject { ["NGOODFIB"] = 3 }, new JsonObject { ["CUTBINS"] = 3 })
        )["TASKS"]!;

        tasks["CHECK_FIBERS"]!["METRICS"]!.ToJsonString().ShouldBe("""{"NGOODFIB":3,"XYSHIFTS":2}""");
        tasks["CHECK_FIBERS"]!["PARAMS"]!.ToJsonString().ShouldBe("""{"CUTBINS":3,"X":2}""");
    }

    [Theory]
    [InlineData("Flexure", "XYSHIFTS", "CHECK_FIBERS")]
    [InlineData("ApplyFiberFlat_QP", "SKYCONT", "CHECK_SPECTRA")]
    [InlineData("SkySub_QP", "SKYRESID", "CHECK_SPECTRA")]
    [InlineData("Initialize", "CHECKHDUS", "CHECK_CCDs")]
    public void A_recipe_that_ends_early_loses_nothing(string lastStep, string metric, string task) =>
        KeysOf(Build(Flavor.Science, Record(lastStep, metric))["TASKS"]![task]!["METRICS"]!).ShouldBe(metric);

    [Fact]
    public void A_stage_whose_tests_all_failed_is_there_without_content()
    {
        var tasks = Build(Flavor.Arc, Record("Preproc"), Record("Flexure"))["TASKS"]!;

        KeysOf(tasks).ShouldBe("CHECK_CCDs CHECK_FIBERS");
        tasks["CHECK_FIBERS"]!.ToJsonString().ShouldBe("""{"METRICS":{},"PARAMS":{}}""");
    }

    [Fact]
    public void Lists_of_fibers_are_still_named_after_the_merge()
    {
        var metrics = Build(
            Flavor.Science,
            new StepRecord("ApplyFiberFlat_QP", Fibers(("PEAKCOUNT_FIB", "FIBERID"), ("SKYCONT_FIBER", "SKYFIBERID")), []),
            new StepRecord("SkySub_QP", Fibers(("MEDIAN_SNR", "SNR_FIBERID")), []),
            new StepRecord("ApplyFluxCalibration", Fibers(("SPEC_MAGS", "FIBERID")), [])
        )["TASKS"]!["CHECK_SPECTRA"]!["METRICS"]!;

        var fibersOf = metrics["FIBERS_OF"]!.AsObject();
        KeysOf(fibersOf).ShouldBe("MEDIAN_SNR PEAKCOUNT_FIB SKYCONT_FIBER SPEC_MAGS");
        fibersOf["MEDIAN_SNR"]!.GetValue<string>().ShouldBe("SNR_FIBERID");
        fibersOf.ShouldAllBe(entry => metrics[entry.Value!.GetValue<string>()] != null, "the list itself is there too");

        static JsonObject Fibers(params (string Metric, string List)[] entries)
        {
            var found = new JsonObject
            {
                ["FIBERS_OF"] = new JsonObject(entries.Select(entry => KeyValuePair.Create(entry.Metric, (JsonNode?)entry.List))),
            };
            foreach (var (metric, list) in entries)
            {
                found[metric] = new JsonArray(1.5);
                found[list] = new JsonArray(7);
            }

            return found;
        }
    }

    [Fact]
    public void Arcs_and_flats_have_tasks_of_their_own_and_keep_the_reference_of_their_shifts()
    {
        var arc = Build(Flavor.Arc, Parameters("Flexure", "XYSHIFTS_REF"), Record("Extract_QP"), Record("ResolutionFit", "CHECKARC"))[
            "TASKS"
        ]!;
        KeysOf(arc).ShouldBe("CHECK_ARC CHECK_FIBERS");
        KeysOf(arc["CHECK_FIBERS"]!["PARAMS"]!).ShouldBe("XYSHIFTS_REF");

        var flat = Build(Flavor.Flat, Record("ComputeFiberflat_QP", "CHECKFLAT"))["TASKS"]!;
        KeysOf(flat["CHECK_FIBERFLAT"]!["METRICS"]!).ShouldBe("CHECKFLAT");
    }

    [Theory]
    [InlineData("DARK", "BIAS_AMP_DARK_REF BIAS_AMP_NORMAL_RANGE")]
    [InlineData("BACKUP", "BIAS_AMP_BRIGHT_REF BIAS_AMP_DARK_REF BIAS_AMP_GRAY_REF BIAS_AMP_NORMAL_RANGE SKYRESID_GRAY_REF")]
    public void References_of_other_programs_are_left_out_when_the_program_is_known(string program, string kept)
    {
        var document = Build(
            Flavor.Science,
            new StepRecord("Initialize", new JsonObject { ["PROGRAM"] = program }, []),
            Parameters(
                "Preproc",
                "BIAS_AMP_DARK_REF",
                "BIAS_AMP_GRAY_REF",
                "BIAS_AMP_BRIGHT_REF",
                "BIAS_AMP_NORMAL_RANGE",
                "SKYRESID_GRAY_REF"
            )
        );
        KeysOf(document["TASKS"]!["CHECK_CCDs"]!["PARAMS"]!).ShouldBe(kept);
    }

    [Fact]
    public void The_first_version_found_anywhere_goes_to_the_top_and_disappears_elsewhere()
    {
        var document = Build(
            Flavor.Zero,
            Record("Initialize"),
            new StepRecord("Preproc", [], new JsonObject { ["FITS_DESISPEC_VERSION"] = "0.9.1", ["CUTPIX"] = 5 })
        );
        document["GENERAL_INFO"]!["FITS_DESISPEC_VERSION"]!.GetValue<string>().ShouldBe("0.9.1");
        KeysOf(document["TASKS"]!["CHECK_CCDs"]!["PARAMS"]!).ShouldBe("CUTPIX");
    }

    private static JsonObject Build(Flavor flavor, params StepRecord[] records) =>
        MergedQaDocument.Build(
            GoldenSet.A.Night,
            new ExposureId(102),
            new CameraId(Arm.R, new Spectrograph(0)),
            flavor,
            records,
            KnownDefects.None,
            Origin
        );

    private static StepRecord Record(string step, params string[] metrics) => new(step, ObjectOf(metrics), []);

    private static StepRecord Parameters(string step, params string[] parameters) => new(step, [], ObjectOf(parameters));

    private static JsonObject ObjectOf(string[] keys) => new(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)1)));

    private static string KeysOf(JsonNode node) =>
        string.Join(' ', node.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
}
