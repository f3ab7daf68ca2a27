using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Products;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Core.Pipeline.BadData;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Commands;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>
/// Whole runs in which the original goes wrong (pipeline.md 7.2; the number is in each name), done right. Numbers 7 and 8 are in LineWidthTests and
/// SnrTests, 20 in RunFailureTests.
/// </summary>
public sealed class RepairTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("quicklook-run-").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Theory]
    [InlineData(101, "quicklook")]
    [InlineData(102, "quicklook")]
    [InlineData(103, "quicklook")]
    [InlineData(104, "quicklook")]
    [InlineData(104, "desispec")]
    public async Task The_noise_is_judged_in_every_flavor_7_2_no_1(int exposure, string profile)
    {
        var run = await GoldenRun.ByTheOriginalsLimitsAsync("A", exposure, "r0", EngineProfile.Parse(profile).Value);

        run.Events.OfType<TestJudged>().Single(test => test.StatusKey == "NOISE_AMP_STATUS").Quality.ShouldBe(Quality.Normal);
    }

    [Fact]
    public async Task The_structure_of_the_noise_is_that_of_the_overscan_and_not_of_the_light_7_2_no_3()
    {
        var dark = Metrics(await OfGoldenAsync(101), "CHECK_CCDs");
        var lit = Metrics(await OfGoldenAsync(103), "CHECK_CCDs");
        var original = (await GoldenRun.ExpectedDocumentAsync("A", 103, "r0"))["TASKS"]!["CHECK_CCDs"]!["METRICS"]!;

        foreach (var key in (string[])["DIFF1SIG", "DIFF2SIG"])
        {
            lit[key]!.GetValue<double>().ShouldBe(dark[key]!.GetValue<double>(), 0.02 * dark[key]!.GetValue<double>(), key);
            original[key]!.GetValue<double>().ShouldBeLessThan(0.5 * dark[key]!.GetValue<double>(), "light in place of overscan");
        }

        Numbers(lit["BIAS_PATNOISE"])
            .Zip(Numbers(dark["BIAS_PATNOISE"]))
            .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.15 * pair.Second);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Amplifiers_may_be_letters_and_lack_their_read_noise_7_2_no_4(bool lacksReadNoise)
    {
        using var numbered = AlteredExposure.Of(104).WithRaw(header: header => header);
        using var lettered = AlteredExposure
            .Of(104)
            .WithRaw(header: header => Lettered(header, lacksReadNoise))
            .WithRecord(text => text.Replace("'1234'", "'ABCD'", StringComparison.Ordinal));

        var expected = (await numbered.RunAsync()).ShouldHaveEndedInOrder();
        var run = (await lettered.RunAsync()).ShouldHaveEndedInOrder();

        foreach (var key in (string[])["BIAS_AMP", "NOISE_AMP", "NGOODFIB", "NGOODFIB_STATUS", "NOISE_AMP_STATUS", "LITFRAC_AMP_STATUS"])
        {
            run.Metric(key)!.ToJsonString().ShouldBe(expected.Metric(key)!.ToJsonString(), key);
        }

        // What the header does not say is what was measured.
        var read = lacksReadNoise ? run.Metric("NOISE_AMP") : expected.Metric("NOISE_OVERSCAN_AMP");
        run.Metric("NOISE_OVERSCAN_AMP")!.ToJsonString().ShouldBe(read!.ToJsonString());
    }

    [Fact]
    public async Task What_has_no_value_is_null_and_unknown_and_the_test_is_not_lost_7_2_no_5()
    {
        // The median and the mean of no sky fiber.
        using var altered = AlteredExposure.Of(104).WithFibers(rows => rows.Select(row => row with { ObjectType = "TGT" }));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        foreach (var metric in (string[])["PEAKCOUNT", "PEAKCOUNT_NOISE", "SKYCONT"])
        {
            run.HasKey(metric).ShouldBeTrue(metric);
            run.Metric(metric).ShouldBeNull(metric);
        }

        run.Status("PEAKCOUNT").ShouldBe(Quality.Unknown);
        run.Status("SKYCONT").ShouldBe(Quality.Unknown);
        System.Text.Encoding.UTF8.GetString(run.Run.Outcome.MergedQa!.Value.Span).ShouldNotContain("NaN", Case.Sensitive);
    }

    [Theory]
    [InlineData("Sky_Peaks", "PEAKCOUNT")]
    [InlineData("Calculate_SNR", "FIDSNR_TGT")]
    [InlineData("Trace_Shifts", "XYSHIFTS")]
    [InlineData("Get_RMS", "NOISE_AMP")]
    public async Task Without_a_reference_the_metric_stays_and_is_unknown_7_2_no_6(string test, string metric)
    {
        var mappings = MappingChanges.OfTest(
            await MappingFiles.LoadAsync(MappingFiles.Original),
            Flavor.Science,
            test,
            mapping => mapping with { Limits = null }
        );

        var run = await GoldenRun.OfAsync(GoldenSet.A, 104, "r0", mappings);

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        var judged = run.Events.OfType<TestJudged>().Single(each => each.StatusKey == $"{metric}_STATUS");
        judged.Quality.ShouldBe(Quality.Unknown);
        var usual = await OfGoldenAsync(104);
        judged
            .Value!.ToJsonString()
            .ShouldBe(
                usual
                    .Events.OfType<TestJudged>()
                    .Single(each => each.Test == test && each.StatusKey == judged.StatusKey)
                    .Value!.ToJsonString()
            );
    }

    [Fact]
    public async Task Types_of_any_number_and_a_program_in_capitals_have_their_magnitudes_7_2_no_9()
    {
        using var usual = AlteredExposure.Of(104).WithFibers(rows => rows);
        using var altered = AlteredExposure
            .Of(104)
            .WithFibers(rows => rows.Select(row => row with { DesiTarget = row.DesiTarget & ~TargetBits.Qso }), "DARK");

        var expected = (await usual.RunAsync()).ShouldHaveEndedInOrder().Metric("DELTAMAG_TGT")!.AsArray();
        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder().Metric("DELTAMAG_TGT")!.AsArray();

        // Types in the order ELG, LRG, QSO, STAR.
        run.Select(value => value?.ToJsonString()).ShouldBe(expected.Select((value, place) => place == 2 ? null : value!.ToJsonString()));
    }

    [Theory]
    [InlineData("A", 102, "b0")]
    [InlineData("A", 102, "r0")]
    [InlineData("A", 102, "z0")]
    [InlineData("B", 202, "r0")]
    public async Task No_fiber_is_lost_by_a_list_that_is_cut_too_short_7_2_no_14(string set, int exposure, string camera)
    {
        var ours = Metrics(await GoldenRun.ByTheOriginalsLimitsAsync(set, exposure, camera, EngineProfile.QuickLook), "CHECK_ARC");
        var theirs = (await GoldenRun.ExpectedDocumentAsync(set, exposure, camera))["TASKS"]!["CHECK_ARC"]!["METRICS"]!;

        ours["CHECKARC"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(theirs["CHECKARC"]!.GetValue<int>());
        Numbers(ours["GOODPSFS"]).Zip(Numbers(theirs["GOODPSFS"])).ShouldAllBe(pair => pair.First >= pair.Second);
    }

    [Fact]
    public async Task A_line_that_cannot_be_measured_costs_itself_only_7_2_no_14()
    {
        const int Fiber = 40;
        const int Line = 9; // 6404.018 Angstrom, the tenth of the red list.
        var ours = Metrics(await OfBlindedAsync(102, Fiber, 6404.018, EngineProfile.QuickLook), "CHECK_ARC");
        var original = Metrics(await OfBlindedAsync(102, Fiber, 6404.018, EngineProfile.Desispec), "CHECK_ARC");

        var whole = Metrics(await OfGoldenAsync(102), "CHECK_ARC");
        Numbers(ours["GOODPSFS"])[Fiber].ShouldBe(1);
        Numbers(original["GOODPSFS"])[Fiber].ShouldBe(0, "the original loses the fiber");
        var (left, all) = (Numbers(ours["ARC_LINE_NFIB"]), Numbers(whole["ARC_LINE_NFIB"]));
        left[Line].ShouldBe(all[Line] - 1);
        left.Where((_, line) => line != Line).ShouldBe(all.Where((_, line) => line != Line));
    }

    [Fact]
    public async Task A_fiber_without_a_good_bin_has_no_flat_and_the_others_have_theirs_7_2_no_15()
    {
        const int Fiber = 40;
        var run = await OfBlindedAsync(103, Fiber, wavelength: null, EngineProfile.QuickLook);

        var whole = Numbers(Metrics(await OfGoldenAsync(103), "CHECK_FIBERFLAT")["FLATMEAN"]);
        var means = Metrics(run, "CHECK_FIBERFLAT")["FLATMEAN"].ShouldBeOfType<JsonArray>();
        means[Fiber].ShouldBeNull();
        foreach (var fiber in (int[])[0, 20, 60, 74])
        {
            // Its light is missing in the mean spectrum that all are divided by.
            means[fiber]!.GetValue<double>().ShouldBe(whole[fiber], 0.03, $"fiber {fiber}");
        }

        run.Log.ShouldContain(line => line.Contains($"ComputeFiberflat_QP WARNING : Fiber {Fiber}:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_raw_image_is_preprocessed_once_7_2_no_16()
    {
        var run = await OfGoldenAsync(104);

        run.Log.Count(line => line.Contains("measured overscan = ", StringComparison.Ordinal)).ShouldBe(4, "once an amplifier");
        var original = await File.ReadAllLinesAsync(GoldenSet.A.ExpectedLog("r0", 104));
        original
            .Count(line =>
                line.StartsWith("INFO:preproc.py", StringComparison.Ordinal)
                && line.Contains("measured readnoise", StringComparison.Ordinal)
            )
            .ShouldBe(8);
    }

    [Fact]
    public async Task The_document_lies_below_the_folder_that_was_asked_for_7_2_no_17()
    {
        var run = await ProductRuns.RunAsync(101, await MappingFiles.LoadAsync(MappingFiles.Original), output);

        run.Outcome.MergedQaFile.ShouldBe(Path.Combine(output, "exposures", "20201107", "00000101", "ql-mergedQA-r0-00000101.json"));
        File.Exists(run.Outcome.MergedQaFile).ShouldBeTrue();
    }

    [Theory]
    [InlineData(102)]
    [InlineData(103)]
    public async Task Arcs_and_flats_keep_the_reference_of_the_shifts_7_2_no_17(int exposure)
    {
        var parameters = (await OfGoldenAsync(exposure)).Document["TASKS"]!["CHECK_FIBERS"]!["PARAMS"]!;

        parameters["XYSHIFTS_REF"].ShouldBeOfType<JsonArray>().Count.ShouldBe(2);
        parameters["XYSHIFTS_NORMAL_RANGE"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_version_of_the_header_is_that_of_desispec_wherever_it_stands_7_2_no_17()
    {
        using var altered = AlteredExposure
            .Of(101)
            .WithRaw(header: header =>
                header.With(
                    FitsCard.Of("DEPNAM03", "desispec"),
                    FitsCard.Of("DEPVER03", "0.27.1"),
                    FitsCard.Of("DEPNAM07", "other"),
                    FitsCard.Of("DEPVER07", "9.9")
                )
            );

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Document!["GENERAL_INFO"]!["FITS_DESISPEC_VERSION"]!.ToString().ShouldBe("0.27.1");
    }

    [Theory]
    [InlineData(101, "dark ", 2)]
    [InlineData(102, "dark ", 5)]
    [InlineData(102, "calib", 5)]
    [InlineData(103, "focus", 5)]
    public async Task The_flavor_chooses_what_is_done_whatever_the_program_is_7_2_no_18(int exposure, string program, int steps)
    {
        var run = await OfRewrittenAsync(exposure, "PROGRAM = 'calib   '", $"PROGRAM = '{program}   '");

        run.Outcome.State.ShouldBe(RunState.Succeeded);
        run.Document["GENERAL_INFO"]!["PROGRAM"]!.ToString().ShouldBe(program.Trim().ToUpperInvariant());
        run.Events.OfType<StepFinished>().Count().ShouldBe(steps);
        var usual = await OfGoldenAsync(exposure);
        Judged(run).ShouldBe(Judged(usual));

        static IEnumerable<(string, string?)> Judged(GoldenRun of) =>
            of.Events.OfType<TestJudged>().Select(test => (test.StatusKey, test.Value?.ToJsonString()));
    }

    [Theory]
    [InlineData("fluxcalib")]
    [InlineData("psf")]
    public async Task A_run_that_fails_within_is_no_success_for_the_shell_7_2_no_21(string missing)
    {
        using var altered = AlteredExposure.Of(104);
        var file = altered.CalibrationOf($"{missing}-r0.fits.gz");
        File.Delete(file);
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

        string[] arguments =
        [
            "reduce",
            "--raw",
            GoldenSet.A.RawRoot,
            "--calib",
            root,
            "--out",
            output,
            "--mappings",
            MappingFiles.Original,
            "--night",
            "20201107",
            "--exposure",
            "104",
            "--cameras",
            "r0",
        ];
        (await CommandLineRun.OfAsync(arguments)).ExitCode.ShouldBe(ExitCode.Failed);
    }

    [Fact]
    public async Task The_fiber_flat_is_joined_by_fiber_and_not_by_row_7_2_no_23()
    {
        using var straight = AlteredExposure.Of(104);
        using var reversed = AlteredExposure.Of(104);
        using var unnamed = AlteredExposure.Of(104);
        WriteFlat(straight, isReversed: false);
        WriteFlat(reversed, isReversed: true);
        WriteFlat(unnamed, isReversed: true);
        WithoutFibermap(unnamed.CalibrationOf("fiberflat-r0.fits.gz"));

        var expected = (await straight.RunAsync()).ShouldHaveEndedInOrder();
        var run = (await reversed.RunAsync()).ShouldHaveEndedInOrder();
        var byRow = (await unnamed.RunAsync()).ShouldHaveEndedInOrder();

        foreach (var key in (string[])["SKYCONT_FIBER", "PEAKCOUNT_FIB", "MEDIAN_SNR", "SPEC_MAGS"])
        {
            run.Metric(key)!.ToJsonString().ShouldBe(expected.Metric(key)!.ToJsonString(), key);
        }

        byRow.Metric("SKYCONT_FIBER")!.ToJsonString().ShouldNotBe(expected.Metric("SKYCONT_FIBER")!.ToJsonString(), "rows are all it has");
    }

    [Fact]
    public async Task Without_a_sky_fiber_the_sky_is_taken_from_faint_ones_and_the_run_goes_on_7_2_no_24()
    {
        using var altered = AlteredExposure.Of(104).WithFibers(rows => rows.Select(row => row with { ObjectType = "TGT" }));

        var run = (await altered.RunAsync()).ShouldHaveEndedInOrder();

        run.Run.Log.ShouldContain(line => line.Contains("SkySub_QP WARNING : There is no fiber on blank sky", StringComparison.Ordinal));
        run.Metric("SKY_FALLBACK")!.GetValue<bool>().ShouldBeTrue();
        run.Metric("DELTAMAG_TGT").ShouldBeOfType<JsonArray>().ShouldAllBe(value => value != null);
    }

    [Theory]
    [InlineData("b0")]
    [InlineData("r0")]
    [InlineData("z0")]
    public async Task A_zero_without_light_is_normal_7_2_no_25(string camera)
    {
        var shipped = await GoldenRun.OfAsync(GoldenSet.A, 101, camera, await MappingFiles.LoadAsync(MappingFiles.Product));
        var original = await GoldenRun.ByTheOriginalsLimitsAsync("A", 101, camera, EngineProfile.QuickLook);

        QualityOf(shipped, "LITFRAC_AMP_STATUS").ShouldBe(Quality.Normal);
        QualityOf(original, "LITFRAC_AMP_STATUS").ShouldBe(Quality.Alarm);
    }

    [Fact]
    public async Task Swapped_amplifiers_are_seen_7_2_no_26()
    {
        // Levels of b0: 185.1, 177.8, 128.2, 167.1 ADU (Golden/README.md); the reference has those of A and C the other way round.
        var mappings = MappingChanges.OfTest(
            await MappingFiles.LoadAsync(MappingFiles.Original),
            Flavor.Zero,
            "Bias_From_Overscan",
            mapping => mapping with { Limits = Around([128, 178, 185, 167]) }
        );

        var ours = await GoldenRun.OfAsync(GoldenSet.A, 101, "b0", mappings);
        var original = await GoldenRun.OfAsync(GoldenSet.A, 101, "b0", mappings, profile: EngineProfile.Desispec);

        QualityOf(ours, "BIAS_AMP_STATUS").ShouldBe(Quality.Alarm);
        ours.Events.OfType<TestJudged>().Single(test => test.StatusKey == "BIAS_AMP_STATUS").Explanation!.ShouldStartWith("amp A 185");
        QualityOf(original, "BIAS_AMP_STATUS").ShouldBe(Quality.Normal);
    }

    private static Task<GoldenRun> OfGoldenAsync(int exposure) =>
        GoldenRun.ByTheOriginalsLimitsAsync("A", exposure, "r0", EngineProfile.QuickLook);

    /// <summary>Camera r0 of a golden exposure with other words in its headers.</summary>
    private async Task<GoldenRun> OfRewrittenAsync(int exposure, string from, string to)
    {
        var raw = Path.Combine(output, "rewritten.fits.fz");
        await File.WriteAllBytesAsync(raw, Observatory.Rewrite(from, to)(await File.ReadAllBytesAsync(GoldenSet.A.RawFile(exposure))));
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        return await GoldenRun.OfAsync(GoldenSet.A, exposure, "r0", mappings, request => request with { RawFile = raw });
    }

    /// <summary>Camera r0 of a golden exposure without the pixels around a fiber's trace, at one wavelength or all along.</summary>
    private async Task<GoldenRun> OfBlindedAsync(int exposure, int fiber, double? wavelength, EngineProfile profile)
    {
        var path = Path.Combine(output, "blinded.fits");
        using (var file = GoldenCamera.Succeed(RawExposure.Open(GoldenSet.A.RawFile(exposure))))
        using (var raw = GoldenCamera.Succeed(file.ReadCamera(CameraId.Parse("r0").Value)))
        {
            Blind(raw.Pixels, fiber, wavelength);
            FitsHduContent[] hdus = [FitsHduContent.Empty(file.PrimaryHeader), FitsHduContent.Image("R0", raw.Pixels, raw.Header)];
            GoldenCamera.Succeed(FitsWriter.Write(path, hdus));
        }

        var mappings = await MappingFiles.LoadAsync(MappingFiles.Original);
        var run = await GoldenRun.OfAsync(GoldenSet.A, exposure, "r0", mappings, request => request with { RawFile = path }, profile);
        run.Outcome.State.ShouldBe(RunState.Succeeded, run.Outcome.Reason);
        return run;
    }

    private static JsonObject Metrics(GoldenRun run, string task) => run.Document["TASKS"]![task]!["METRICS"]!.AsObject();

    private static double[] Numbers(JsonNode? node) =>
        [.. node.ShouldBeOfType<JsonArray>().Select(value => value?.GetValue<double>() ?? double.NaN)];

    private static Quality QualityOf(GoldenRun run, string key) =>
        run.Events.OfType<TestJudged>().Single(test => test.StatusKey == key).Quality;

    private static FitsHeader Lettered(FitsHeader header, bool lacksReadNoise) =>
        new(
            header
                .Cards.Where(card => !(lacksReadNoise && card.Keyword.StartsWith("RDNOISE", StringComparison.Ordinal)))
                .Select(card =>
                    card is { IsNamed: true } && AmplifierKeyword.IsMatch(card.Keyword)
                        ? Renamed(header, card.Keyword, card.Keyword[..^1] + "ABCD"[card.Keyword[^1] - '1'])
                        : card
                )
        );

    private static readonly Regex AmplifierKeyword = new(
        "^(PRESEC|DATASEC|BIASSEC|ORSEC|PRRSEC|CCDSEC|DETSEC|GAIN|RDNOISE|SATURLEV)[1-4]$",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );

    private static FitsCard Renamed(FitsHeader header, string keyword, string name) =>
        header.GetDouble(keyword) is { IsSuccess: true } number
            ? FitsCard.Of(name, number.Value)
            : FitsCard.Of(name, header.GetString(keyword).Value);

    private static void Blind(Plane<float> pixels, int fiber, double? wavelength)
    {
        var traces = GoldenCamera.Succeed(TraceSetFile.Read(GoldenSteps.CalibrationPath(GoldenCamera.Of("A", 104, "r0"), "psf")));
        foreach (var row in Enumerable.Range(0, traces.CcdRows))
        {
            var here = wavelength ?? traces.WaveMin + ((traces.WaveMax - traces.WaveMin) * row / (traces.CcdRows - 1));
            if (wavelength is not null && Math.Abs(traces.YAt(fiber, here) - row) > 4)
            {
                continue;
            }

            // Where the CCD's pixel stands in the raw image of r0, 640 columns and 1032 rows (its DATASEC keywords).
            var centre = (int)Math.Round(traces.XAt(fiber, here));
            var rawRow = row < 516 ? row + 1 : row + 65;
            for (var column = centre - 1; column <= centre + 1; column++)
            {
                pixels[rawRow, column < 320 ? column + 7 : column + 135] = float.NaN;
            }
        }
    }

    private static void WriteFlat(AlteredExposure altered, bool isReversed)
    {
        var path = altered.CalibrationOf("fiberflat-r0.fits.gz");
        using var flat = GoldenCamera.Succeed(FiberFlatFile.Read(path));
        int[] rows = [.. Enumerable.Range(0, flat.Count).Select(row => isReversed ? flat.Count - 1 - row : row)];
        using var written = new FiberFlat
        {
            Throughput = Rows(flat.Throughput, rows),
            InverseVariance = Rows(flat.InverseVariance, rows),
            Mask = Rows(flat.Mask, rows),
            MeanSpectrum = flat.MeanSpectrum,
            Wavelength = flat.Wavelength,
            Fibers = [.. rows.Select(row => new FiberId(row))],
        };
        GoldenCamera.Succeed(FiberFlatProduct.Write(path, written, FitsHeader.Empty, fibermap: null));
    }

    private static Plane<T> Rows<T>(Plane<T> plane, int[] rows)
        where T : unmanaged
    {
        var chosen = new Plane<T>(rows.Length, plane.Width);
        for (var row = 0; row < rows.Length; row++)
        {
            plane.Row(rows[row]).CopyTo(chosen.Row(row));
        }

        return chosen;
    }

    private static void WithoutFibermap(string path)
    {
        using (var file = GoldenCamera.Succeed(FitsFile.Open(path)))
        {
            FitsHduContent[] hdus = [.. file.Hdus.Where(hdu => hdu.Name != "FIBERMAP").Select(hdu => FitsHduContent.Copy(hdu))];
            GoldenCamera.Succeed(FitsWriter.Write($"{path}.new", hdus));
        }

        File.Move($"{path}.new", path, overwrite: true);
    }

    private static TestLimits Around(ImmutableArray<double> reference) =>
        new()
        {
            References = Everywhere(reference),
            Normal = Everywhere(new LimitRange(-5, 5)),
            Warning = Everywhere(new LimitRange(-10, 10)),
        };

    private static ImmutableDictionary<LimitScope, T> Everywhere<T>(T value) =>
        ImmutableDictionary<LimitScope, T>.Empty.Add(LimitScope.General, value);
}
