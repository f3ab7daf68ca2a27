using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests.Readings;

/// <summary>Tests as their documents tell them.</summary>
public sealed class TestReadingsTests
{
    public static TheoryData<bool, string, int, string> All
    {
        get
        {
            var all = new TheoryData<bool, string, int, string>();
            foreach (var golden in GoldenCamera.All)
            {
                all.Add(false, golden.Set.Name, golden.Exposure, golden.Camera.ToString());
            }

            foreach (var exposure in new[] { 101, 102, 103, 104 })
            {
                all.Add(true, "A", exposure, "r0");
            }

            all.Add(true, "A", 104, "b0");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_elements_give_the_verdict_of_the_document(bool isOurs, string set, int exposure, string camera)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, set, exposure, camera);

        foreach (var reading in golden.Readings.Where(reading => reading.Limits == LimitsOrigin.Document))
        {
            reading.Elements.ShouldNotBeEmpty(reading.Test.Name);
            if (reading.Elements[0].Normal is null)
            {
                // The original loses the reference of XYSHIFTS in arcs and flats (pipeline.md 5.2, item 8).
                (reading.Test.Metric, isOurs).ShouldBe(("XYSHIFTS", false));
                reading.Remark.ShouldContain("no reference");
                continue;
            }

            // The original writes 0 for cameras that see no r band, and calls it normal.
            var isForOthers = reading.Test.Metric == "SKYRBAND" && golden.Camera.Arm != Arm.R;
            reading.Remark.ShouldBe(isForOthers ? "SKYRBAND is for cameras of arm r only" : string.Empty, reading.Test.Name);
            if (reading.Test.Metric != "FIDSNR_TGT" || isOurs)
            {
                // That one has a rule of its own for missing fits.
                Qualities.Worst(reading.Elements.Select(element => element.Quality)).ShouldBe(reading.Quality, reading.Test.Name);
            }
        }
    }

    [Fact]
    public async Task Types_of_targets_are_called_as_the_document_calls_them()
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 104, "r0");

        golden.Reading("snr").Elements.Select(element => element.Name).ShouldBe(["ELG", "LRG", "QSO", "STAR"]);
        golden.Reading("integ").Elements.Select(element => element.Name).ShouldBe(["ELG", "LRG", "QSO", "STAR"]);
    }

    [Fact]
    public async Task Limits_are_those_of_the_document_as_they_are_and_not_relative()
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 104, "r0");

        var noise = golden.Reading("rms");

        noise.Limits.ShouldBe(LimitsOrigin.Document);
        noise.Elements[0].Name.ShouldBe("A");
        noise.Elements[0].Reference.ShouldBe(2.6);
        noise.Elements[0].Normal.ShouldBe(new ToleranceRange(2.6 - 1.5, 2.6 + 1.5));
        // The signal to noise is judged the other way round: what is too low counts.
        var snr = golden.Reading("snr").Elements[1];
        snr.Reference.ShouldBe(0.35);
        snr.Normal.ShouldBe(new ToleranceRange(0.35 - 0.9, 0.35 + 0.9));
    }

    [Fact]
    public async Task What_is_absent_by_design_is_neither_missing_nor_passed()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "b0");

        var sky = golden.Reading("skyrband");

        sky.Quality.ShouldBe(Quality.None);
        sky.Remark.ShouldBe("SKYRBAND is for cameras of arm r only");
        sky.Elements.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_r_camera_lacks_was_not_computed()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 104, "r0")).With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, "CHECK_SPECTRA");
            metrics.Remove("SKYRBAND");
            metrics.Remove("SKYRBAND_STATUS");
        });

        var sky = golden.Reading("skyrband");

        sky.Quality.ShouldBe(Quality.NotComputed);
        sky.Remark.ShouldBe("the document has no SKYRBAND");
    }

    [Fact]
    public async Task A_test_of_broken_amplifiers_only_has_no_verdict_by_design()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 101, "r0")).With(json =>
            GoldenDocument.MetricsOf(json, "CHECK_CCDs").Remove("BIAS_AMP_STATUS")
        );
        var all = new KnownDefects { BrokenAmplifiers = [.. Amplifiers.All] };

        golden.Reading("bias").Quality.ShouldBe(Quality.NotComputed);
        golden.Reading("bias").Remark.ShouldBe("the document has BIAS_AMP but no verdict BIAS_AMP_STATUS");
        (golden with { Defects = all }).Reading("bias").Quality.ShouldBe(Quality.None);
    }

    [Theory]
    [InlineData("\"Fail\"", Quality.Alarm)]
    [InlineData("\"Alarm\"", Quality.Alarm)]
    [InlineData("\"None\"", Quality.NotComputed)]
    [InlineData("null", Quality.NotComputed)]
    [InlineData("\"OK\"", Quality.Unknown)]
    [InlineData("[]", Quality.NotComputed)]
    public async Task Words_of_other_times_are_never_a_pass(string status, Quality quality)
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
            GoldenDocument.MetricsOf(json, "CHECK_CCDs")["NOISE_AMP_STATUS"] = JsonNode.Parse(status)
        );

        golden.Reading("rms").Quality.ShouldBe(quality);
    }

    [Fact]
    public async Task An_older_document_has_its_reference_without_the_program()
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
        {
            var parameters = json["TASKS"]!["CHECK_CCDs"]!["PARAMS"]!.AsObject();
            var reference = parameters["NOISE_AMP_DARK_REF"]!.DeepClone();
            parameters.Remove("NOISE_AMP_DARK_REF");
            parameters["NOISE_AMP_REF"] = reference;
        });

        golden.Reading("rms").Elements[2].Reference.ShouldBe(2.6);
    }

    [Theory]
    [InlineData("[1, 2, 3]", "NOISE_AMP has 3 values but its reference has 4", 3)]
    [InlineData("\"high\"", "NOISE_AMP in the document is neither a number nor a list of numbers", 0)]
    [InlineData("[]", "NOISE_AMP is an empty list", 0)]
    [InlineData("[[1, 2], [3, 4]]", "NOISE_AMP in the document is neither a number nor a list of numbers", 0)]
    [InlineData("[1, 2, 3, 90]", "the document says NORMAL, which does not follow from its values and limits", 4)]
    public async Task What_does_not_fit_is_said(string values, string remark, int elements)
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
            GoldenDocument.MetricsOf(json, "CHECK_CCDs")["NOISE_AMP"] = JsonNode.Parse(values)
        );

        var noise = golden.Reading("rms");

        noise.Remark.ShouldBe(remark);
        noise.Elements.Length.ShouldBe(elements);
    }

    [Fact]
    public async Task A_value_without_number_has_the_reason_of_its_document()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 104, "r0")).With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, "CHECK_SPECTRA");
            metrics["PEAKCOUNT"] = null;
            metrics["PEAKCOUNT_STATUS"] = "UNKNOWN";
            metrics["PEAKCOUNT_TEXT"] = new JsonArray("the exposure time is not known");
        });

        golden.Reading("peakcount").Remark.ShouldBe("the exposure time is not known");
    }

    [Fact]
    public async Task A_status_that_no_mapping_knows_is_a_test_too()
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, "CHECK_CCDs");
            metrics["GLOW"] = 3.5;
            metrics["GLOW_STATUS"] = "WARNING";
        });

        var glow = golden.Reading("glow");

        glow.IsUnmapped.ShouldBeTrue();
        glow.Quality.ShouldBe(Quality.Warning);
        glow.Elements.ShouldHaveSingleItem().Value.ShouldBe(3.5);
        glow.Limits.ShouldBe(LimitsOrigin.None);
    }
}
