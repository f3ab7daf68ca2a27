using QuickLook.Core.QualityTests.Readings;
using QuickLook.Tests.Core.QualityTests.Readings;
using QuickLook.Tests.Golden;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Figures of the tests of fibers, spectra and calibrations (features.md 3.5 to 3.7) on golden documents.</summary>
public sealed class SpectraFigureTests
{
    private const string Spectra = "CHECK_SPECTRA";
    private const string Fibers = "CHECK_FIBERS";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Good_and_bad_fibers_are_told_apart_by_number(bool isOurs)
    {
        var golden = (await GoldenDocument.OfAsync(isOurs, "A", 104, "r0")).With(json =>
            GoldenDocument.MetricsOf(json, Fibers)["GOOD_FIBERS"]![42] = 0
        );

        var steps = golden.Plot("countbins", "countbins-fiber-status-good-fibers");
        var map = golden.Plot("countbins", "countbins-petal-status-good-fibers");

        steps.TraceOf(42).Name.ShouldBe("bad");
        steps.Y(42).ShouldBe(0);
        steps.Y(41).ShouldBe(1);
        map.TraceOf(42).Tint.ShouldBe(Tint.Alarm);
        map.TraceOf(41).Tint.ShouldBe(Tint.Normal);
        steps.Y.Words.ShouldBe([(0, "bad"), (0.5, "absent"), (1, "good")]);
        steps.Y(31).ShouldBe(0.5, "it is known to be broken, and neither good nor bad");
    }

    [Fact]
    public async Task Total_counts_stand_by_fiber_with_the_colour_of_the_target()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var counts = golden.Plot("countbins", "countbins-fiber-scatter-totcount-fib");

        counts.Y(3).ShouldBe(golden.Metrics(Fibers)["TOTCOUNT_FIB"]![3]!.GetValue<double>());
        counts.Y.Unit.ShouldBe("e-");
        counts.Y.Logarithmic.ShouldBeTrue();
        counts.Bands.ShouldBeEmpty("the limits are those of the number of fibers");
        counts.TraceOf(3).Tint.ShouldBe(Tint.Lrg);
        counts.TraceOf(4).Tint.ShouldBe(Tint.Sky);
        counts.TraceOf(1).Tint.ShouldBe(Tint.Star);
    }

    [Fact]
    public async Task Shifts_are_drawn_by_fiber_for_both_axes()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var y = golden.Plot("xyshifts", "xyshifts-fiber-scatter-xyshifts-fib-y");

        y.Y(2).ShouldBe(golden.Metrics(Fibers)["XYSHIFTS_FIB"]![1]![2]!.GetValue<double>());
        y.Traces.ShouldAllBe(trace => !trace.Fibers.Contains(1));
        y.Bands[1].High.ShouldBe(0.35);
        golden
            .Plot("xyshifts", "xyshifts-element-limits")
            .Traces[^1]
            .Y.ShouldBe(golden.Reading("xyshifts").Elements.Select(element => element.Value));
    }

    [Theory]
    [InlineData(true, "A")]
    [InlineData(false, "A")]
    [InlineData(false, "B")]
    public async Task Sky_fibers_are_coloured_and_others_faint(bool isOurs, string set)
    {
        var exposure = set == "A" ? 104 : 204;
        var golden = await GoldenDocument.OfAsync(isOurs, set, exposure, "r0");
        int[] sky = [.. golden.Json["GENERAL_INFO"]!["SKY_FIBERID"]!.AsArray().Select(number => number!.GetValue<int>())];

        var map = golden.Plot("skycont", "skycont-petal-map-skycont-fiber");

        var coloured = map.Traces.Single(trace => trace.Colouring is not null);
        coloured.Fibers.ShouldBe(sky.Where(fiber => !golden.Defects.BrokenFibers.Contains(fiber)));
        var reference = golden.Reading("skycont").Elements[0].Reference;
        map.Colour(sky[3]).ShouldBe(golden.Metrics(Spectra)["SKYCONT_FIBER"]![3]!.GetValue<double>() - reference, 1e-9);
        map.Traces[0].Tint.ShouldBe(Tint.Faint);
        map.Traces[0].Fibers.Length.ShouldBe((set == "A" ? 75 : 500) - coloured.Fibers.Length);
        map.X.Reversed.ShouldBeTrue();
        map.Y.Reversed.ShouldBeFalse();
        map.EqualScale.ShouldBeTrue();
    }

    [Fact]
    public async Task Sky_peaks_have_a_histogram_that_shows_single_fibers_on_a_logarithmic_axis()
    {
        var golden = await GoldenDocument.OfOriginalAsync("B", 204, "r0");

        var histogram = golden.Plot("peakcount", "peakcount-histogram-peakcount-fib");

        histogram.Y.Logarithmic.ShouldBeTrue();
        histogram.Y.Range!.Value.Low.ShouldBe(0.5);
        var counted = histogram.Traces.Single().Y.Where(double.IsFinite).Sum();
        counted.ShouldBe(500 - golden.Defects.BrokenFibers.Count);
        histogram.Missing.ShouldBeEmpty();
        histogram.Traces.Single().Y.ShouldAllBe(count => double.IsNaN(count) || count >= 1);
    }

    [Theory]
    [InlineData(true, "b0", 0, "g")]
    [InlineData(false, "b0", 0, "g")]
    [InlineData(true, "r0", 1, "r")]
    [InlineData(false, "z0", 2, "z")]
    public async Task Magnitudes_are_those_of_the_arms_band(bool isOurs, string camera, int row, string band)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, "A", 104, camera);
        var imaging = golden.Json["GENERAL_INFO"]!["FIBER_MAGS"]![row]!.AsArray();

        var magnitudes = golden.Plot("integ", $"integ-fiber-scatter-fiber-mags-{band}");
        var differences = golden.Plot("integ", "integ-scatter-deltamag-fiber-mags");
        var spectra = golden.Plot("integ", "integ-scatter-spec-mags-fiber-mags");

        magnitudes.Y(3).ShouldBe(imaging[3]!.GetValue<double>());
        magnitudes.Part.ShouldBeEmpty("the band is that of the arm, not a choice");
        differences.Y.Unit.ShouldBe("mag");
        magnitudes.Y.Label.ShouldBe($"Imaging magnitude {band} (mag)");
        magnitudes.Traces.ShouldAllBe(trace => !trace.Fibers.Contains(0));
        var trace = differences.TraceOf(3);
        trace.X[trace.Fibers.IndexOf(3)].ShouldBe(imaging[3]!.GetValue<double>());
        differences.X.Label.ShouldBe($"imaging magnitude {band} (mag)");
        spectra.Y(3).ShouldBe(golden.Metrics(Spectra)["SPEC_MAGS"]![3]!.GetValue<double>());
        differences.Y(3).ShouldBe(spectra.Y(3) - imaging[3]!.GetValue<double>(), 1e-4);
    }

    [Fact]
    public async Task Each_type_of_target_stands_beside_its_own_limits()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");
        var elements = golden.Reading("integ").Elements;

        var figure = golden.Plot("integ", "integ-element-limits");

        figure.X.Words.Select(word => word.Word).ShouldBe(["ELG", "LRG", "QSO", "STAR"]);
        figure.Traces[^1].Y.ShouldBe(elements.Select(element => element.Value));
        var normal = figure.Traces.Single(trace => trace.Name == "normal range");
        normal.Y[3].ShouldBe(elements[1].Normal!.Value.Low);
        normal.Y[4].ShouldBe(elements[1].Normal!.Value.High);
        normal.X[3].ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_curve_runs_through_the_targets_of_its_type(bool isOurs)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, "A", 104, "r0");

        var elg = golden.Plot("snr", "snr-snr-curves-elg");

        elg.Missing.ShouldBeEmpty();
        elg.Y.Logarithmic.ShouldBeTrue();
        var points = elg.Traces[0];
        points.Tint.ShouldBe(Tint.Elg);
        var list = isOurs ? golden.Metrics(Spectra)["TGT_FIBER_NUMBERS"]![0]! : golden.Json["GENERAL_INFO"]!["ELG_FIBERID"]!;
        points.Fibers.ShouldBe(
            list.AsArray().Select(number => number!.GetValue<int>()).Where(fiber => !golden.Defects.BrokenFibers.Contains(fiber))
        );
        var snr = golden.Metrics(Spectra)["SNR_MAG_TGT"]![0]![0]![2]!.GetValue<double>();
        points.Y[2].ShouldBe(snr * snr, 1e-9);
        points.X[2].ShouldBe(golden.Metrics(Spectra)["SNR_MAG_TGT"]![0]![1]![2]!.GetValue<double>());
        // The model of features.md 3.1 with the coefficients of the document, t = 900 s.
        var curve = elg.Traces[1];
        var coefficients = golden.Metrics(Spectra)["FITCOEFF_TGT"]![0]!;
        var (a, b) = (coefficients[0]!.GetValue<double>(), coefficients[1]!.GetValue<double>());
        var flux = Math.Pow(10, -0.4 * (curve.X[100] - 22.5));
        curve.Y[100].ShouldBe(Math.Pow(a * flux * 900 / Math.Sqrt(900 * ((a * flux) + b)), 2), 1e-9);
        elg.Guides.ShouldHaveSingleItem().At.ShouldBe(22);
        var normal = elg.Traces.Single(trace => trace.Tint == Tint.Normal);
        var limits = golden.Reading("snr").Elements[0].Normal!.Value;
        Math.Sqrt(normal.Y[1]).ShouldBe(limits.High, 1e-9);
    }

    [Fact]
    public async Task Bright_time_has_its_own_types()
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, Spectra);
            metrics["OBJLIST"] = new System.Text.Json.Nodes.JsonArray("BGS", "MWS", "LRG", "STAR");
            var info = json["GENERAL_INFO"]!.AsObject();
            (info["BGS_FIBERID"], info["MWS_FIBERID"], info["LRG_FIBERID"]) = (
                info["ELG_FIBERID"]!.DeepClone(),
                info["LRG_FIBERID"]!.DeepClone(),
                info["QSO_FIBERID"]!.DeepClone()
            );
        });

        golden.Plot("snr", "snr-snr-curves-bgs").Traces[0].Tint.ShouldBe(Tint.Bgs);
        golden.Plot("snr", "snr-snr-curves-mws").Traces[0].Fibers.Length.ShouldBe(17);
    }

    [Fact]
    public async Task Original_lists_without_bright_types_say_which_type_cannot_be_joined()
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
            GoldenDocument.MetricsOf(json, Spectra)["OBJLIST"]![0] = "BGS"
        );

        var bright = golden.Plot("snr", "snr-snr-curves-bgs");

        bright.HasContent.ShouldBeFalse();
        bright.Missing.ShouldContain("BGS has no list of as many fibers");
        golden.Plot("snr", "snr-snr-curves-lrg").HasContent.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Residuals_are_on_their_own_fibers_with_fixed_colours(bool isOurs)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, "A", 104, "r0");

        var map = golden.Plot("snr", "snr-petal-map-snr-resid");

        var trace = map.Traces.Single(trace => trace.Colouring is not null);
        trace.Colouring!.Scale.Low.ShouldBe(-0.2);
        trace.Colouring.Scale.High.ShouldBe(0.2);
        var fiber = isOurs
            ? golden.Metrics(Spectra)["TGT_FIBER_NUMBERS"]![1]![4]!.GetValue<int>()
            : golden.Json["GENERAL_INFO"]!["LRG_FIBERID"]![4]!.GetValue<int>();
        var (snr, magnitude) = (
            golden.Metrics(Spectra)["SNR_MAG_TGT"]![1]![0]![4]!.GetValue<double>(),
            golden.Metrics(Spectra)["SNR_MAG_TGT"]![1]![1]![4]!.GetValue<double>()
        );
        var coefficients = golden.Metrics(Spectra)["FITCOEFF_TGT"]![1]!;
        var model = new SnrCurve(coefficients[0]!.GetValue<double>(), coefficients[1]!.GetValue<double>(), 900).At(magnitude);
        map.Colour(fiber).ShouldBe((snr - model) / model, 2e-3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Median_signal_to_noise_stands_by_fiber(bool isOurs)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, "A", 104, "b0");

        var figure = golden.Plot("snr", "snr-fiber-scatter-median-snr");

        figure.Y(17).ShouldBe(golden.Metrics(Spectra)["MEDIAN_SNR"]![17]!.GetValue<double>());
        figure.Bands.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sky_in_the_r_band_is_by_sky_fiber_and_only_in_r()
    {
        var r = await GoldenDocument.OfOursAsync("A", 104, "r0");
        var b = await GoldenDocument.OfOursAsync("A", 104, "b0");

        var figure = r.Plot("skyrband", "skyrband-fiber-scatter-skyrband-fib");

        figure.Y(8).ShouldBe(r.Metrics(Spectra)["SKYRBAND_FIB"]![2]!.GetValue<double>());
        figure.Y.Unit.ShouldBe("mag");
        b.Figures("skyrband").ShouldHaveSingleItem().Missing.ShouldBe("SKYRBAND is for cameras of arm r only");
    }

    [Fact]
    public async Task Residuals_of_the_sky_are_by_sky_fiber_and_the_sky_by_wavelength()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var fibers = golden.Plot("skyresid", "skyresid-fiber-scatter-skyresid-rms-fib");
        var sky = golden.Plot("skyresid", "skyresid-line-med-sky-spectrum-med-sky-spectrum-wave");

        fibers.Y(8).ShouldBe(golden.Metrics(Spectra)["SKYRESID_RMS_FIB"]![2]!.GetValue<double>());
        sky.Traces.Single().Kind.ShouldBe(TraceKind.Line);
        sky.Traces.Single().X[10].ShouldBe(golden.Metrics(Spectra)["MED_SKY_SPECTRUM_WAVE"]![10]!.GetValue<double>());
        sky.Traces.Single().Y[10].ShouldBe(golden.Metrics(Spectra)["MED_SKY_SPECTRUM"]![10]!.GetValue<double>());
        sky.X.Label.ShouldBe("wavelength (Å)");
    }

    [Fact]
    public async Task An_arc_shows_good_fibers_and_the_width_of_each_line()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 102, "r0");

        var lines = golden.Plot("checkarc", "checkarc-scatter-arc-line-sigma-arc-lines");
        var good = golden.Plot("checkarc", "checkarc-fiber-status-goodpsfs");

        lines.Traces.Single().X[3].ShouldBe(golden.Metrics("CHECK_ARC")["ARC_LINES"]![3]!.GetValue<double>());
        lines.Traces.Single().Y[3].ShouldBe(golden.Metrics("CHECK_ARC")["ARC_LINE_SIGMA"]![3]!.GetValue<double>());
        lines.Y.Unit.ShouldBe("Å");
        good.Y(5).ShouldBe(golden.Metrics("CHECK_ARC")["GOODPSFS"]![5]!.GetValue<double>());
    }

    [Fact]
    public async Task An_arc_of_the_original_has_no_lines_and_says_so()
    {
        var golden = await GoldenDocument.OfOriginalAsync("B", 202, "r0");

        golden.Plot("checkarc", "checkarc-scatter-arc-line-sigma-arc-lines").Missing.ShouldBe("the document has no ARC_LINE_SIGMA");
        golden.Plot("checkarc", "checkarc-fiber-status-goodpsfs").Subtitle.ShouldBe("453 fibers good, 2 absent by design, 45 bad");
        golden.Plot("checkarc", "checkarc-line-checkpsf").Traces.Single().Y.ShouldBe([46, 9, 7]);
    }

    // The range of the mean over all fibers says nothing about one of them (pipeline.md 4.3: CHECKFLAT is the mean of FLATMEAN).
    [Fact]
    public async Task A_flat_has_mean_and_rms_by_fiber_without_the_limits_of_the_mean_of_all()
    {
        var golden = await GoldenDocument.OfOriginalAsync("B", 203, "r0");

        var mean = golden.Plot("checkflat", "checkflat-fiber-scatter-flatmean");
        var rms = golden.Plot("checkflat", "checkflat-fiber-scatter-flatrms");

        mean.Y(17).ShouldBe(golden.Metrics("CHECK_FIBERFLAT")["FLATMEAN"]![17]!.GetValue<double>());
        rms.Y(17).ShouldBe(golden.Metrics("CHECK_FIBERFLAT")["FLATRMS"]![17]!.GetValue<double>());
        foreach (var figure in new[] { mean, rms })
        {
            figure.Bands.ShouldBeEmpty();
            figure.Guides.ShouldBeEmpty();
            figure.Traces.SelectMany(trace => trace.Tips).ShouldNotContain(tip => tip.Name == "reference");
        }

        mean.Caption.ShouldStartWith("The limits of this test are for the mean of all fibers, so that none are drawn here");
    }

    [Fact]
    public async Task The_fibermap_says_where_fibers_are_when_there_is_one()
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 104, "r0");
        var fibers = GoldenFigures.Fibermap(GoldenSet.A, 104);

        var map = TestFigures.Of(golden.Subject("skycont", fibers)).OfType<PlotFigure>().First(figure => figure.EqualScale);

        var trace = map.TraceOf(8);
        var place = fibers.Find(new QuickLook.Core.Instrument.FiberId(8))!;
        trace.Tips.Single(tip => tip.Name == "RA").Values[trace.Fibers.IndexOf(8)].ShouldBe(place.RaDegrees);
    }

    [Theory]
    [InlineData("A", 101, "r0")]
    [InlineData("A", 102, "r0")]
    [InlineData("A", 103, "r0")]
    [InlineData("A", 104, "r0")]
    public async Task Every_figure_that_the_shipped_mappings_name_is_drawn_from_our_documents(string set, int exposure, string camera)
    {
        var golden = await GoldenDocument.OfOursAsync(set, exposure, camera);
        var shipped = await QuickLook.Tests.Core.Mappings.MappingFiles.LoadAsync(QuickLook.Tests.Core.Mappings.MappingFiles.Product);
        golden = golden with { Mapping = shipped.Flavors[golden.Mapping.Flavor] };

        foreach (var reading in golden.Readings)
        {
            var figures = TestFigures.Of(golden.Subject(reading));

            figures.ShouldAllBe(figure => figure.HasContent, reading.Test.Name);
            figures.Select(figure => figure.Key).ShouldBeUnique();
            figures.Skip(1).ShouldAllBe(figure => figure.Data.Rows > 0, reading.Test.Name);
            figures.Length.ShouldBeGreaterThan(reading.Test.Metric is "CHECKHDUS" or "CHECKEXP" or "EXPNUM" ? 0 : 1, reading.Test.Name);
        }
    }

    [Fact]
    public async Task Everything_that_is_drawn_can_be_had_as_a_table()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var lines = golden.Plot("skycont", "skycont-fiber-scatter-skycont-fiber").Data.ToCsv().Split("\r\n");

        lines[0].ShouldBe("fiber,target,RA (deg),Dec (deg),value (e-/Å),reference (e-/Å),note");
        lines[1].ShouldStartWith("0,SKY,151.51163,32.06693,86.768");
        lines.Length.ShouldBe(11 + 2);
    }
}
