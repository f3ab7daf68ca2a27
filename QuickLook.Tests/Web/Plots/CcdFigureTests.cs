using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Tests.Core.QualityTests.Readings;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Figures of the tests of the CCDs (features.md 3.4) on golden documents.</summary>
public sealed class CcdFigureTests
{
    [Theory]
    [InlineData(true, "rms", "NOISE_AMP", "e-")]
    [InlineData(false, "rms", "NOISE_AMP", "e-")]
    [InlineData(true, "bias", "BIAS_AMP", "ADU")]
    [InlineData(false, "bias", "BIAS_AMP", "ADU")]
    [InlineData(true, "countpix", "LITFRAC_AMP", "")]
    [InlineData(false, "countpix", "LITFRAC_AMP", "")]
    public async Task Amplifiers_have_their_values_and_the_references_that_judged_them(bool isOurs, string test, string metric, string unit)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, "A", 104, "r0");
        var values = golden.Metrics("CHECK_CCDs")[metric]!.AsArray();
        var reference = golden.Json["TASKS"]!["CHECK_CCDs"]!["PARAMS"]![$"{metric}_DARK_REF"]!.AsArray();
        var warning = golden.Json["TASKS"]!["CHECK_CCDs"]!["PARAMS"]![$"{metric}_WARN_RANGE"]!.AsArray();

        var patches = golden.Patches(test, $"{test}-amplifier-values");

        patches.Missing.ShouldBeEmpty();
        patches.Subtitle.ShouldBe(unit);
        patches.Patches.Select(patch => patch.Amplifier).ShouldBe(Amplifiers.All);
        for (var i = 0; i < 4; i++)
        {
            patches.Patches[i].Value.ShouldBe(values[i]!.GetValue<double>());
            if (isOurs)
            {
                patches.Patches[i].Deviation.ShouldBe(values[i]!.GetValue<double>() - reference[i]!.GetValue<double>(), 1e-9);
            }
        }

        patches.Scale.ShouldNotBeNull();
        patches.Scale.Kind.ShouldBe(ColourScaleKind.Diverging);
        patches.Scale.High.ShouldBe(warning[1]!.GetValue<double>(), 1e-9);
        patches.Scale.Low.ShouldBe(-patches.Scale.High);
        patches.Caption.ShouldContain(isOurs ? "from the reference of each." : "the reference ");
        golden
            .Patches(test, $"{test}-amplifier-status")
            .Patches.Select(patch => patch.Quality)
            .ShouldBe(golden.Reading(test).Elements.Select(element => element.Quality));
    }

    [Fact]
    public async Task The_overscan_noise_is_a_part_of_its_own_by_the_limits_of_the_noise()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var overscan = golden.Patches("rms", "rms-amplifier-values-noise-overscan-amp");
        var image = golden.Patches("rms", "rms-amplifier-values");

        (image.Part, overscan.Part).ShouldBe(("Image", "Overscan"));
        overscan.Patches[2].Value.ShouldBe(golden.Metrics("CHECK_CCDs")["NOISE_OVERSCAN_AMP"]![2]!.GetValue<double>());
        // 3.02 is the noise reference of amplifier C in mappings-a, where QLF took that of LITFRAC.
        overscan.Patches[2].Deviation.ShouldBe(overscan.Patches[2].Value - 3.02, 1e-9);
        overscan.Patches.ShouldAllBe(patch => patch.Quality == Quality.Normal);
        overscan.Scale.ShouldBe(image.Scale);
    }

    [Fact]
    public async Task A_broken_amplifier_has_no_verdict_and_says_so()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 104, "r0")) with
        {
            Defects = new KnownDefects { BrokenAmplifiers = [Amplifier.C] },
        };

        var status = golden.Patches("bias", "bias-amplifier-status");

        status.Patches[2].Quality.ShouldBe(Quality.None);
        status.Missing.ShouldBe("C (3) absent by design");
    }

    [Theory]
    [InlineData(true, "x", 0, 1.1)]
    [InlineData(true, "w", 1, 1.15)]
    public async Task Widths_of_each_axis_have_that_axis_values_reference_and_limits(bool isOurs, string axis, int row, double reference)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, "A", 104, "r0");
        double Width(int fiber) => golden.Metrics("CHECK_CCDs")["XWSIGMA_FIB"]![row]![fiber]!.GetValue<double>();

        var map = golden.Plot("xwsigma", $"xwsigma-petal-map-xwsigma-fib-{axis}");
        var fibers = golden.Plot("xwsigma", $"xwsigma-fiber-scatter-xwsigma-fib-{axis}");
        var histogram = golden.Plot("xwsigma", $"xwsigma-histogram-xwsigma-fib-{axis}");

        (map.Part, fibers.Part, histogram.Part).ShouldBe((axis.ToUpperInvariant(), axis.ToUpperInvariant(), axis.ToUpperInvariant()));
        map.Colour(17).ShouldBe(Width(17) - reference, 1e-9);
        map.TraceOf(17).Colouring!.Scale.ShouldBe(new ColourScale(ColourScaleKind.Diverging, -0.3, 0.3, "value - reference (pixel)"), Near);
        fibers.Y(17).ShouldBe(Width(17));
        fibers.Y.Unit.ShouldBe("pixel");
        var judged = golden.Reading("xwsigma").Elements[row];
        foreach (var (figure, of) in new[] { (fibers, AxisName.Y), (histogram, AxisName.X) })
        {
            figure.Bands.ShouldBe([
                new LimitBand(of, LimitKind.Warning, judged.Warning!.Value.Low, judged.Warning.Value.High),
                new LimitBand(of, LimitKind.Normal, judged.Normal!.Value.Low, judged.Normal.Value.High),
            ]);
        }

        histogram.Guides.ShouldContain(new GuideLine(AxisName.X, reference, "reference", GuideKind.Reference));
        histogram.Guides.ShouldContain(guide => guide.Kind == GuideKind.Value && guide.At == judged.Value);
        // 75 fibers, 2 of them known to be broken; the range is the warning range and a tenth more on each side.
        histogram.Traces.Single().Y.Sum().ShouldBe(73);
        histogram.X.Range!.Value.Low.ShouldBe(reference - 0.36, 1e-9);
        histogram.Traces.Single().X.Length.ShouldBe(9);
        var patches = golden.Patches("xwsigma", $"xwsigma-amplifier-values-xwsigma-amp-{axis}");
        patches.Patches[1].Value.ShouldBe(golden.Metrics("CHECK_CCDs")["XWSIGMA_AMP"]![row]![1]!.GetValue<double>());
        patches.Patches[1].Deviation.ShouldBe(patches.Patches[1].Value - reference, 1e-9);
        golden
            .Patches("xwsigma", $"xwsigma-amplifier-status-xwsigma-amp-{axis}")
            .Patches.ShouldAllBe(patch => patch.Quality == Quality.Normal);
    }

    [Fact]
    public async Task Tooltips_of_a_map_have_value_reference_target_and_place()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var trace = golden.Plot("xwsigma", "xwsigma-petal-map-xwsigma-fib-w").TraceOf(11);

        trace.Tips.Select(tip => tip.Name).ShouldBe(["value", "reference", "target", "RA", "Dec"]);
        var at = trace.Fibers.IndexOf(11);
        var target = trace.Tips[2];
        target.Words[(int)target.Values[at]].ShouldBe("QSO, ELG");
        trace.Tips[3].Values[at].ShouldBe(golden.Json["GENERAL_INFO"]!["RA"]![11]!.GetValue<double>());
        trace.Tips[1].Values[at].ShouldBe(1.15);
    }

    [Fact]
    public async Task Broken_fibers_are_faint_and_called_absent_by_design()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var faint = golden.Plot("countbins", "countbins-petal-status-good-fibers").TraceOf(31);

        faint.Tint.ShouldBe(Tint.Faint);
        var note = faint.Tips.Single(tip => tip.Name == "note");
        note.Words[(int)note.Values[faint.Fibers.IndexOf(31)]].ShouldBe("absent by design");
    }

    [Fact]
    public async Task An_arc_has_widths_by_fiber_and_nobody_misses_a_map()
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 102, "r0");

        var figures = golden.Figures("xwsigma");

        figures.ShouldNotContain(figure => figure.Key.Contains("petal-map"));
        figures.ShouldContain(figure => figure.Key == "xwsigma-fiber-scatter-xwsigma-fib-w" && figure.HasContent);
        // QLF showed the X values in the W table of an arc.
        figures[0]
            .ShouldBeOfType<TableFigure>()
            .Rows.Select(row => row.Value)
            .ShouldBe(golden.Metrics("CHECK_CCDs")["XWSIGMA"]!.AsArray().Select(value => value!.GetValue<double>()));
    }

    [Fact]
    public async Task Widths_that_skip_fibers_are_not_drawn_and_say_why()
    {
        var golden = await GoldenDocument.OfOriginalAsync("B", 204, "r0");

        var figures = golden.Figures("xwsigma");

        figures.ShouldNotContain(figure => figure.Key == "xwsigma-fiber-scatter-xwsigma-fib-x");
        golden
            .Plot("xwsigma", "xwsigma-fiber-scatter-xwsigma-fib-w")
            .Missing.ShouldContain("XWSIGMA_FIB x cannot be joined to fibers: it has 498 values for 500 fibers");
        golden.Patches("xwsigma", "xwsigma-amplifier-values-xwsigma-amp-w").Missing.ShouldContain("no value of C (3), D (4)");
    }

    [Fact]
    public async Task What_disagrees_in_a_header_stands_with_its_table()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 101, "r0")).With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, "CHECK_CCDs");
            metrics["CHECKHDUS"] = 1;
            metrics["CHECKHDUS_STATUS"] = "ALARM";
            metrics["CHECKHDUS_TEXT"] = new System.Text.Json.Nodes.JsonArray("FLAVOR is dark");
        });

        var table = golden.Figures("checkhdus").ShouldHaveSingleItem().ShouldBeOfType<TableFigure>();

        table.Caption.ShouldBe("FLAVOR is dark");
        table.Rows.ShouldHaveSingleItem().Quality.ShouldBe(Quality.Alarm);
    }

    private static readonly IEqualityComparer<ColourScale> Near = EqualityComparer<ColourScale>.Create(
        (left, right) =>
            left!.Kind == right!.Kind
            && left.Title == right.Title
            && Math.Abs(left.Low - right.Low) < 1e-9
            && Math.Abs(left.High - right.High) < 1e-9
    );
}
