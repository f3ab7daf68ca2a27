using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.QualityTests.Readings;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Figures of metrics that nobody wrote a page for.</summary>
public sealed class MetricFigureTests
{
    private const string Spectra = "CHECK_SPECTRA";

    // A document of a program that knows nothing of this one, on petal 2.
    private const string Foreign = """
        {
          "NIGHT": "20260301", "EXPID": 7, "CAMERA": "z2", "FLAVOR": "science",
          "GENERAL_INFO": { "PROGRAM": "DARK", "RA": [10, 10.1, 10.2, 10.3, 10.4, 10.5], "DEC": [-5, -5.1, -5.2, -5.3, -5.4, -5.5] },
          "TASKS": { "CHECK_GLOW": { "METRICS": {
            "GLOW": 3.5, "GLOW_STATUS": "WARNING",
            "GLOW_FIB": [1, 2, NaN, 4, 5, -9999],
            "GLOW_AMP": [1, 2, 3, 4],
            "SPOTS": [7, 8], "SPOT_FIBERS": [1004, 1001],
            "WAVE": [5000, 6000, 7000], "SPECTRUM": [1, 3, 2],
            "COMMENT": "all quiet"
          }, "PARAMS": { "GLOW_REF": [3], "GLOW_NORMAL_RANGE": [-0.2, 0.2], "GLOW_WARN_RANGE": [-1, 1] } } }
        }
        """;

    private static readonly CameraId Z2 = CameraId.Parse("z2").Value;

    [Theory]
    [InlineData("MEDIAN_SNR", MetricShape.PerFiber)]
    [InlineData("SKYCONT_FIBER", MetricShape.PerSomeFibers)]
    [InlineData("SNR_MAG_TGT", MetricShape.PerSomeFibers)]
    [InlineData("DELTAMAG_TGT", MetricShape.PerTargetType)]
    [InlineData("PEAKCOUNT", MetricShape.Scalar)]
    [InlineData("MED_SKY_SPECTRUM", MetricShape.List)]
    [InlineData("OBJLIST", MetricShape.Text)]
    [InlineData("STD_FIBERID", MetricShape.List)]
    public async Task Every_stored_metric_is_listed_with_its_shape(string key, MetricShape shape)
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        MetricFigures.List(golden.Metrics()).Single(metric => metric.Stage == Spectra && metric.Key == key).Shape.ShouldBe(shape);
    }

    [Fact]
    public async Task All_keys_are_listed_but_verdicts_and_lists_of_numbers()
    {
        var golden = await GoldenDocument.OfOriginalAsync("B", 204, "r0");

        var listed = MetricFigures.List(golden.Metrics());

        foreach (var task in golden.Json["TASKS"]!.AsObject())
        {
            foreach (
                var metric in task.Value!["METRICS"]!.AsObject().Where(metric => !metric.Key.EndsWith("_STATUS", StringComparison.Ordinal))
            )
            {
                listed.ShouldContain(stored => stored.Stage == task.Key && stored.Key == metric.Key);
            }
        }

        listed.Single(metric => metric.Key == "BIAS_AMP").Shape.ShouldBe(MetricShape.PerAmplifier);
        listed.Single(metric => metric.Key == "XWSIGMA_AMP").Shape.ShouldBe(MetricShape.PerAmplifier);
        listed.Single(metric => metric.Key == "EXPTIME").Value.ShouldBe("500");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_stored_metric_has_a_figure_or_a_reason(bool isOurs)
    {
        foreach (var exposure in new[] { 102, 103, 104 })
        {
            var golden = await GoldenDocument.OfAsync(isOurs, "A", exposure, "r0");
            foreach (var metric in MetricFigures.List(golden.Metrics()))
            {
                var figures = MetricFigures.Of(golden.Metrics(), new MetricName(metric.Stage, metric.Key));

                figures.ShouldNotBeEmpty(metric.Key);
                figures.ShouldAllBe(figure => figure.HasContent || figure.Missing.Length > 0, metric.Key);
                figures.Select(figure => figure.Key).ShouldBeUnique();
            }
        }
    }

    [Fact]
    public async Task A_metric_by_fiber_has_points_map_and_histogram()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var figures = MetricFigures.Of(golden.Metrics(), new MetricName(Spectra, "MEDIAN_SNR")).OfType<PlotFigure>().ToArray();

        figures.Select(figure => figure.Key).ShouldBe(["median-snr-fibers", "median-snr-petal", "median-snr-histogram"]);
        figures[0].Y(17).ShouldBe(golden.Metrics(Spectra)["MEDIAN_SNR"]![17]!.GetValue<double>());
        figures[1].Colour(17).ShouldBe(figures[0].Y(17));
        figures[2].Traces.Single().Y.Sum().ShouldBe(73);
    }

    [Fact]
    public async Task Two_metrics_are_joined_by_fiber()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var figure = MetricFigures.Scatter(
            golden.Metrics(),
            new MetricName("CHECK_FIBERS", "XYSHIFTS_FIB", "y"),
            new MetricName(Spectra, "DELTAMAG")
        );

        var trace = figure.TraceOf(5);
        trace.X[trace.Fibers.IndexOf(5)].ShouldBe(golden.Metrics("CHECK_FIBERS")["XYSHIFTS_FIB"]![1]![5]!.GetValue<double>());
        figure.Y(5).ShouldBe(golden.Metrics(Spectra)["DELTAMAG"]![3]!.GetValue<double>());
        figure.X.Title.ShouldBe("XYSHIFTS_FIB y");
        figure.Traces.ShouldAllBe(own => !own.Fibers.Contains(0), "fiber 0 is on blank sky and has no difference");
    }

    [Fact]
    public async Task A_metric_of_another_arm_is_joined_by_fiber()
    {
        var (red, blue) = (await GoldenDocument.OfOursAsync("A", 104, "r0"), await GoldenDocument.OfOursAsync("A", 104, "b0"));
        var name = new MetricName("CHECK_FIBERS", "TOTCOUNT_FIB");

        var figure = MetricFigures.Scatter(red.Metrics(), name, blue.Metrics(), name);

        var trace = figure.TraceOf(5);
        trace.X[trace.Fibers.IndexOf(5)].ShouldBe(blue.Metrics("CHECK_FIBERS")["TOTCOUNT_FIB"]![5]!.GetValue<double>());
        figure.Y(5).ShouldBe(red.Metrics("CHECK_FIBERS")["TOTCOUNT_FIB"]![5]!.GetValue<double>());
        (figure.X.Title, figure.Title).ShouldBe(("TOTCOUNT_FIB of b0", "TOTCOUNT_FIB of r0"));
    }

    [Theory]
    [InlineData("NO_SUCH", "the document has no NO_SUCH")]
    [InlineData("PEAKCOUNT", "PEAKCOUNT is one number, not a value per fiber")]
    public async Task A_scatter_of_what_is_not_there_says_so(string key, string reason)
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var figure = MetricFigures.Scatter(golden.Metrics(), new MetricName(Spectra, key), new MetricName(Spectra, "DELTAMAG"));

        figure.HasContent.ShouldBeFalse();
        figure.Missing.ShouldContain(reason);
    }

    [Fact]
    public async Task A_new_metric_of_a_foreign_engine_gets_its_figures_from_the_mapping_alone()
    {
        var subject = await ForeignAsync(
            """
            [
              "petal-map", "fiber-scatter", "histogram",
              { "kind": "amplifier-values", "limits": true },
              { "kind": "fiber-bars", "metric": "SPOTS", "fibers": "SPOT_FIBERS", "title": "Spots" },
              { "kind": "line", "metric": "SPECTRUM", "against": "WAVE", "against_title": "wavelength", "against_unit": "Å" }
            ]
            """
        );

        var figures = TestFigures.Of(subject);

        figures
            .Select(figure => figure.Key)
            .ShouldBe([
                "glow-table",
                "glow-petal-map",
                "glow-fiber-scatter",
                "glow-histogram",
                "glow-amplifier-values",
                "glow-fiber-bars-spots",
                "glow-line-spectrum-wave",
            ]);
        figures.ShouldAllBe(figure => figure.HasContent);
        figures[0].ShouldBeOfType<TableFigure>().Rows.Single().Value.ShouldBe(3.5);
        var map = figures[1].ShouldBeOfType<PlotFigure>();
        map.Colour(1003).ShouldBe(1);
        map.TraceOf(1002).Tint.ShouldBe(Tint.Faint);
        map.TraceOf(1005).Tint.ShouldBe(Tint.Faint);
        figures[2].ShouldBeOfType<PlotFigure>().Y(1004).ShouldBe(5);
        figures[2].ShouldBeOfType<PlotFigure>().Y.Unit.ShouldBe("glows");
        figures[2].ShouldBeOfType<PlotFigure>().Bands.ShouldContain(new LimitBand(AxisName.Y, LimitKind.Warning, 2, 4));
        figures[4].ShouldBeOfType<AmplifierFigure>().Patches[3].Deviation.ShouldBe(1);
        figures[5].ShouldBeOfType<PlotFigure>().Y(1004).ShouldBe(7);
        figures[6].ShouldBeOfType<PlotFigure>().Traces.Single().Y.ShouldBe([1, 3, 2]);
    }

    [Fact]
    public async Task A_mapping_without_figures_gives_what_the_values_allow()
    {
        var subject = await ForeignAsync("[]");

        TestFigures
            .Of(subject)
            .Select(figure => figure.Key)
            .ShouldBe(["glow-table", "glow-petal-map", "glow-fiber-scatter", "glow-histogram"]);
    }

    [Fact]
    public void Each_metric_of_a_foreign_document_has_its_figure()
    {
        var subject = new MetricSubject(Z2, ForeignDocument, FiberField.Empty, KnownDefects.None);

        MetricFigures.List(subject).Select(metric => metric.Key).ShouldContain("COMMENT");
        MetricFigures
            .Of(subject, new MetricName("CHECK_GLOW", "GLOW_AMP"))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<AmplifierFigure>()
            .Patches[1]
            .Value.ShouldBe(2);
        MetricFigures
            .Of(subject, new MetricName("CHECK_GLOW", "SPECTRUM"))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<PlotFigure>()
            .Traces.Single()
            .Y.ShouldBe([1, 3, 2]);
        MetricFigures.Of(subject, new MetricName("CHECK_GLOW", "COMMENT")).ShouldHaveSingleItem().Subtitle.ShouldBe("all quiet");
        MetricFigures
            .Of(subject, new MetricName("CHECK_GLOW", "GLOW"))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<TableFigure>()
            .Rows.Single()
            .Value.ShouldBe(3.5);
    }

    private static MergedQa ForeignDocument => MergedQa.Read(System.Text.Encoding.UTF8.GetBytes(Foreign)).Value;

    private static async Task<FigureSubject> ForeignAsync(string figures)
    {
        using var files = new MappingFiles();
        files.Write(
            "science.json",
            $$"""
            { "flavor": "science", "step_list": [{ "display_name": "GLOW", "name": "CHECK_GLOW", "start": "a", "end": "b", "qa_list": [
              { "display_name": "Glow", "status_key": "GLOW_STATUS", "name": "glow", "unit": "glows", "figures": {{figures}} } ] }] }
            """
        );
        var mapping = (await files.LoadAsync()).ToResult().Value.Flavors[Flavor.Science];
        var reading = TestReadings.Of(ForeignDocument, mapping, Z2, KnownDefects.None).Single();
        return new FigureSubject(Z2, ForeignDocument, reading, FiberField.Empty, KnownDefects.None);
    }
}
