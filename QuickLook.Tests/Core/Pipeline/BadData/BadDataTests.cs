using System.Text.Json.Nodes;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline.BadData;

/// <summary>
/// Whole runs on exposures in which something is wrong: each ends in metrics that say so or in one failed step with its reason; never in the text of an
/// exception, never in a wrong NORMAL.
/// </summary>
public sealed class BadDataTests
{
    [Theory]
    [InlineData(102)]
    [InlineData(103)]
    [InlineData(104)]
    public async Task A_camera_whose_pixels_are_all_masked_has_no_light_and_says_so(int exposure)
    {
        // Every pixel is at or above a saturation level of 1 ADU.
        using var altered = AlteredExposure.Of(exposure).WithRaw(header: header => WithoutSaturation(header)).WithRecord(SaturatedFrom(1));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Status("NGOODFIB").ShouldBe(Quality.Alarm);
        run.Metric("NGOODFIB")!.GetValue<int>().ShouldBe(0);
        run.ShouldNotBeNormal("XYSHIFTS", "LITFRAC_AMP");
        string[] ofFlavor = exposure switch
        {
            102 => ["XWSIGMA", "CHECKARC"],
            103 => ["CHECKFLAT"],
            _ => ["XWSIGMA", "PEAKCOUNT", "SKYCONT", "FIDSNR_TGT", "DELTAMAG_TGT", "SKYRBAND", "SKYRESID"],
        };
        run.ShouldNotBeNormal(ofFlavor);
    }

    [Fact]
    public async Task An_exposure_without_sky_fibers_has_no_sky_metrics_and_says_what_stood_in()
    {
        using var altered = AlteredExposure.Of(104).WithFibers(rows => rows.Select(row => row with { ObjectType = "TGT" }));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        foreach (var metric in (string[])["PEAKCOUNT", "SKYCONT", "SKYRBAND", "SKYRESID"])
        {
            run.Status(metric).ShouldBe(Quality.Unknown, metric);
            run.Metric(metric).ShouldBeNull(metric);
        }

        run.Run.Log.ShouldContain(line => line.Contains("There is no fiber on blank sky", StringComparison.Ordinal));
        run.Metric("SKY_FALLBACK")!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("ELG", TargetBits.Elg)]
    [InlineData("LRG", TargetBits.Lrg)]
    [InlineData("QSO", TargetBits.Qso)]
    [InlineData("STAR", TargetBits.Standard)]
    public async Task An_empty_target_type_is_null_at_its_place_and_named_7_2_no_9(string type, long bits)
    {
        using var altered = AlteredExposure
            .Of(104)
            .WithFibers(rows => rows.Select(row => row with { DesiTarget = row.DesiTarget & ~bits }));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        var place = Array.IndexOf(["ELG", "LRG", "QSO", "STAR"], type);
        foreach (var metric in (string[])["FIDSNR_TGT", "DELTAMAG_TGT"])
        {
            var values = run.Metric(metric).ShouldBeOfType<JsonArray>(metric);
            values.Count.ShouldBe(4, metric);
            values[place].ShouldBeNull(metric);
            values.Count(value => value is null).ShouldBe(1, metric);
            run.ShouldNotBeNormal(metric);
        }
    }

    [Fact]
    public async Task Without_a_fibermap_the_ccd_and_the_fibers_are_judged_and_nothing_else_looks_normal()
    {
        using var altered = AlteredExposure.Of(104).WithoutFibermap();

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Metric("NGOODFIB")!.GetValue<int>().ShouldBe(73);
        run.ShouldNotBeNormal("PEAKCOUNT", "SKYCONT", "FIDSNR_TGT", "DELTAMAG_TGT", "SKYRBAND", "SKYRESID");
    }

    [Fact]
    public async Task A_reordered_fibermap_gives_the_same_values()
    {
        using var straight = AlteredExposure.Of(104).WithFibers(rows => rows);
        using var reversed = AlteredExposure.Of(104).WithFibers(rows => rows.Reverse());

        var expected = (await straight.RunAsync()).ShouldHaveEndedInOrder();
        var run = (await reversed.RunAsync()).ShouldHaveEndedInOrder();

        foreach (
            var metric in (string[])["PEAKCOUNT", "SKYCONT_FIBER", "FIDSNR_TGT", "SNR_MAG_TGT", "DELTAMAG_TGT", "SPEC_MAGS", "SKYRBAND"]
        )
        {
            run.Metric(metric)!.ToJsonString().ShouldBe(expected.Metric(metric)!.ToJsonString(), metric);
        }
    }

    [Fact]
    public async Task A_fibermap_with_rows_missing_loses_those_fibers_only()
    {
        using var altered = AlteredExposure.Of(104).WithFibers(rows => rows.Where(row => row.Fiber.LocalIndex % 2 == 0));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Metric("NGOODFIB")!
            .GetValue<int>()
            .ShouldBe(73, "two are known to be broken; a fiber has light whether the fibermap knows it or not");
        run.Run.Log.ShouldContain(line => line.Contains("The fibermap lacks 37 of the 75 fibers", StringComparison.Ordinal));
        run.Metric("FIBER_NUMBERS").ShouldBeOfType<JsonArray>().Count.ShouldBe(75);
    }

    [Fact]
    public async Task Traces_of_fewer_fibers_than_the_fibermap_are_extracted_and_the_rest_is_said()
    {
        using var altered = AlteredExposure.Of(104).WithTraces(traces => First(traces, 40));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Metric("TOTCOUNT_FIB").ShouldBeOfType<JsonArray>().Count.ShouldBe(40);
        run.Run.Log.ShouldContain(line => line.Contains("35 fibers of the fibermap have none", StringComparison.Ordinal));
        run.ShouldNotBeNormal("NGOODFIB");
    }

    [Fact]
    public async Task A_dead_amplifier_is_an_alarm_and_costs_its_own_light()
    {
        // Amplifier 2 (lower right) reads nothing but its bias.
        using var altered = AlteredExposure.Of(104).WithRaw(pixels => FillLowerRight(pixels, 129.7f));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        var lit = run.Metric("LITFRAC_AMP").ShouldBeOfType<JsonArray>();
        lit[1]!.GetValue<double>().ShouldBe(0);
        lit[0]!.GetValue<double>().ShouldBeGreaterThan(0.3);
        run.Status("LITFRAC_AMP").ShouldBe(Quality.Alarm);
        run.ShouldNotBeNormal("NOISE_AMP");
    }

    [Fact]
    public async Task Two_amplifier_readout_has_null_for_the_amplifiers_that_were_not_read()
    {
        using var altered = AlteredExposure.Of(104).WithRaw(header: header => Without(header, "3", "4"));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        foreach (var metric in (string[])["BIAS_AMP", "NOISE_AMP", "LITFRAC_AMP"])
        {
            var values = run.Metric(metric).ShouldBeOfType<JsonArray>(metric);
            values.Count.ShouldBe(4, metric);
            values[2].ShouldBeNull(metric);
            values[3].ShouldBeNull(metric);
            values[0].ShouldNotBeNull(metric);
        }

        run.ShouldNotBeNormal("BIAS_AMP", "NOISE_AMP", "LITFRAC_AMP");
    }

    [Fact]
    public async Task Pixels_that_are_no_numbers_are_masked_and_reach_no_metric()
    {
        using var altered = AlteredExposure
            .Of(104)
            .WithRaw(pixels =>
            {
                for (var row = 100; row < 140; row++)
                {
                    pixels.Row(row).Slice(60, 100).Fill(row % 2 == 0 ? float.NaN : float.PositiveInfinity);
                }
            });

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Metric("NGOODFIB")!.GetValue<int>().ShouldBeGreaterThan(60);
        run.Metric("FIDSNR_TGT").ShouldBeOfType<JsonArray>().ShouldAllBe(value => value != null);
    }

    [Fact]
    public async Task Calibrations_that_are_no_numbers_make_metrics_that_are_null_and_not_normal()
    {
        using var altered = AlteredExposure
            .Of(104)
            .WithCalibrationImages(
                "fluxcalib",
                (name, values) =>
                {
                    if (name == "FLUXCALIB")
                    {
                        Array.Fill(values, double.NaN);
                    }
                }
            );

        var run = await altered.RunAsync();

        if (run.Run.Outcome.State == RunState.Failed)
        {
            run.Run.Outcome.FailedStep.ShouldBe("ApplyFluxCalibration");
            run.Run.Outcome.Reason!.ShouldContain("fluxcalib-r0");
        }
        else
        {
            run.ShouldNotBeNormal("DELTAMAG_TGT", "SKYRBAND");
        }
    }

    [Fact]
    public async Task Traces_that_leave_the_ccd_give_rows_without_weight()
    {
        using var altered = AlteredExposure
            .Of(104)
            .WithTraces(traces => traces with { WaveMin = traces.WaveMin - 400, WaveMax = traces.WaveMax + 400 });

        var run = await altered.RunAsync();

        // The same polynomials over a wider domain: rows are right, wavelengths are not, and lines lie elsewhere.
        run.ShouldHaveEndedInOrder();
        run.Metric("TOTCOUNT_FIB").ShouldBeOfType<JsonArray>().ShouldAllBe(value => value != null);
    }

    [Theory]
    [InlineData(104, "psf", "Flexure")]
    [InlineData(104, "fiberflat", "ApplyFiberFlat_QP")]
    [InlineData(104, "fluxcalib", "ApplyFluxCalibration")]
    [InlineData(102, "psf", "Flexure")]
    public async Task A_calibration_file_that_is_missing_fails_the_step_that_needs_it(int exposure, string kind, string step)
    {
        using var altered = AlteredExposure.Of(exposure);
        File.Delete(altered.CalibrationOf($"{kind}-r0.fits.gz"));

        var run = await altered.RunAsync();

        run.Run.Outcome.State.ShouldBe(RunState.Failed);
        run.Run.Outcome.FailedStep.ShouldBe(step);
        run.Run.Outcome.Reason!.ShouldContain($"{kind}-r0.fits.gz");
        run.Run.Outcome.Reason!.ShouldNotContain("Exception");
        run.Run.Log.ShouldContain(line => line.Contains($"Failed to run PA {step} error was", StringComparison.Ordinal));
        run.Run.Events.OfType<TestJudged>().ShouldContain(test => test.StatusKey == "NOISE_AMP_STATUS" && test.Quality == Quality.Normal);
    }

    [Theory]
    [InlineData("DARK")]
    [InlineData("Dark")]
    [InlineData(" dark ")]
    public async Task The_program_may_be_written_in_any_case_7_2_no_9(string program)
    {
        using var altered = AlteredExposure.Of(104).WithFibers(rows => rows, program);

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Metric("DELTAMAG_TGT").ShouldBeOfType<JsonArray>().Count.ShouldBe(4);
        run.Status("DELTAMAG_TGT").ShouldNotBe(Quality.NotComputed);
    }

    [Theory]
    [InlineData(102, "CHECKARC")]
    [InlineData(103, "CHECKFLAT")]
    public async Task Arcs_and_flats_are_known_by_their_flavor_whatever_the_program_7_2_no_18(int exposure, string metric)
    {
        using var altered = AlteredExposure.Of(exposure).WithFibers(rows => rows, "CALIB DESI-CALIB-00");

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Metric(metric).ShouldNotBeNull().GetValue<double>().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_unknown_program_is_unknown_and_not_normal()
    {
        using var altered = AlteredExposure.Of(104).WithFibers(rows => rows, "backup");

        // Limits by program, as an observatory has them.
        var run = (await altered.RunAsync(MappingFiles.Product)).ShouldHaveEndedInOrder();

        run.Status("DELTAMAG_TGT").ShouldBe(Quality.Unknown);
        run.Status("FIDSNR_TGT").ShouldBe(Quality.Unknown);
    }

    private static FitsHeader WithoutSaturation(FitsHeader header) =>
        new(header.Cards.Where(card => !card.Keyword.StartsWith("SATURLEV", StringComparison.Ordinal)));

    private static Func<string, string> SaturatedFrom(int level) =>
        text =>
            string.Join(
                '\n',
                text.Split('\n')
                    .Select(line => line.Contains("SATURLEV", StringComparison.Ordinal) ? $"{line.Split(':')[0]}: {level}" : line)
            );

    private static TraceSet First(TraceSet traces, int count) =>
        traces with
        {
            X = new CoefficientTable(traces.X.Values[..(count * traces.X.Count)].ToArray(), traces.X.Count),
            Y = new CoefficientTable(traces.Y.Values[..(count * traces.Y.Count)].ToArray(), traces.Y.Count),
            XSigma = null,
            YSigma = null,
        };

    private static void FillLowerRight(QuickLook.Core.Arrays.Plane<float> pixels, float value)
    {
        for (var row = 0; row < pixels.Height / 2; row++)
        {
            pixels.Row(row)[(pixels.Width / 2)..].Fill(value);
        }
    }

    private static FitsHeader Without(FitsHeader header, params string[] amplifiers) =>
        new(
            header.Cards.Where(card =>
                !amplifiers.Any(amplifier =>
                    card.Keyword.EndsWith(amplifier, StringComparison.Ordinal) && card.Keyword.Contains("SEC", StringComparison.Ordinal)
                )
            )
        );
}
