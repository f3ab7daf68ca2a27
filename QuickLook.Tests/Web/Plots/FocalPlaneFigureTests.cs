using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Core.QualityTests.Readings;
using QuickLook.Tests.Golden;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Maps of the whole focal plane.</summary>
public sealed class FocalPlaneFigureTests
{
    private static readonly CameraId R0 = CameraId.Parse("r0").Value;
    private static readonly CameraId R3 = CameraId.Parse("r3").Value;

    [Fact]
    public async Task Good_and_bad_fibers_of_all_petals_are_on_one_map()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 104, "r0")).With(json =>
            GoldenDocument.MetricsOf(json, "CHECK_FIBERS")["GOOD_FIBERS"]![42] = 0
        );

        var figure = FocalPlaneFigures.GoodFibers(Subject(golden.Document, await OnPetal3Async()));

        figure.Size.ShouldBe(FigureSize.Large);
        figure.Title.ShouldBe("Good fibers, arm r");
        figure.TraceOf(42).Name.ShouldBe("bad");
        figure.TraceOf(1542).Name.ShouldBe("good");
        figure.TraceOf(31).Tint.ShouldBe(Tint.Faint);
        figure.Traces.Sum(trace => trace.Fibers.Length).ShouldBe(5000);
        figure.Missing.ShouldBe("no result of r1, r2, r4, r5, r6, r7, r8, r9");
        var faint = figure.TraceOf(4999);
        var note = faint.Tips.Single(tip => tip.Name == "note");
        note.Words[(int)note.Values[faint.Fibers.IndexOf(4999)]].ShouldBe("no result of r9");
    }

    [Fact]
    public async Task Focus_is_each_cameras_width_less_its_own_reference()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");
        var other = (await OnPetal3JsonAsync()).With(json =>
            json["TASKS"]!["CHECK_CCDs"]!["PARAMS"]!["XWSIGMA_DARK_REF"] = new System.Text.Json.Nodes.JsonArray(1.0, 1.4)
        );

        var figures = FocalPlaneFigures.Focus(Subject(golden.Document, other.Document));

        figures.Select(figure => figure.Part).ShouldBe(["X", "W"]);
        var width = golden.Metrics("CHECK_CCDs")["XWSIGMA_FIB"]![1]![17]!.GetValue<double>();
        figures[1].Colour(17).ShouldBe(width - 1.15, 1e-9);
        figures[1].Colour(1517).ShouldBe(width - 1.4, 1e-9);
        var scale = figures[1].Traces.Single(trace => trace.Colouring is not null).Colouring!.Scale;
        (scale.Low, scale.High).ShouldBe((-0.3, 0.3), new Pair());
    }

    [Fact]
    public async Task Residuals_of_the_original_are_on_their_own_fibers()
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 104, "r0");

        var figure = FocalPlaneFigures.SnrResidual(Subject(golden.Document));
        var map = golden.Plot("snr", "snr-petal-map-snr-resid");

        var fiber = map.Traces.Single(trace => trace.Colouring is not null).Fibers[20];
        figure.Colour(fiber).ShouldBe(map.Colour(fiber));
    }

    [Fact]
    public async Task Any_metric_by_fiber_has_a_map()
    {
        var golden = await GoldenDocument.OfOursAsync("A", 104, "r0");

        var median = FocalPlaneFigures.Metric(Subject(golden.Document), "CHECK_SPECTRA", "MEDIAN_SNR").ShouldHaveSingleItem();
        var shifts = FocalPlaneFigures.Metric(Subject(golden.Document), "CHECK_FIBERS", "XYSHIFTS_FIB", "pixel");

        median.Colour(17).ShouldBe(golden.Metrics("CHECK_SPECTRA")["MEDIAN_SNR"]![17]!.GetValue<double>());
        shifts.Select(figure => figure.Part).ShouldBe(["X", "Y"]);
        shifts[0].Colour(17).ShouldBe(golden.Metrics("CHECK_FIBERS")["XYSHIFTS_FIB"]![0]![17]!.GetValue<double>());
    }

    [Fact]
    public void Without_documents_it_says_so()
    {
        var subject = new FocalPlaneSubject(Arm.B, new Dictionary<CameraId, MergedQa>(), FiberField.Empty);

        FocalPlaneFigures.GoodFibers(subject).Missing.ShouldContain("no camera of this arm has a result");
        FocalPlaneFigures.Focus(subject).ShouldAllBe(figure => !figure.HasContent);
        FocalPlaneFigures.SnrResidual(subject).HasContent.ShouldBeFalse();
        FocalPlaneFigures.Metric(subject, "NO", "SUCH").ShouldHaveSingleItem().HasContent.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_known_to_be_broken_is_faint_also_where_the_document_does_not_say_it()
    {
        var golden = await GoldenDocument.OfOriginalAsync("B", 204, "r0");
        var subject = Subject(golden.Document) with
        {
            Defects = System.Collections.Immutable.ImmutableDictionary<CameraId, QuickLook.Core.Mappings.KnownDefects>.Empty.Add(
                R0,
                golden.Defects
            ),
        };

        golden.Defects.BrokenFibers.ShouldContain(388);
        FocalPlaneFigures.GoodFibers(subject).TraceOf(388).Tint.ShouldBe(Tint.Faint);
        FocalPlaneFigures.GoodFibers(Subject(golden.Document)).TraceOf(388).Tint.ShouldNotBe(Tint.Faint);
    }

    [Fact]
    public async Task Petals_without_places_are_told()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 104, "r0")).With(json =>
        {
            json["GENERAL_INFO"]!.AsObject().Remove("RA");
            GoldenDocument.MetricsOf(json, "CHECK_SPECTRA").Remove("RA");
        });

        var subject = new FocalPlaneSubject(Arm.R, new Dictionary<CameraId, MergedQa> { [R0] = golden.Document }, FiberField.Empty);

        FocalPlaneFigures.GoodFibers(subject).Missing.ShouldContain("the places of the fibers on the sky are not known");
    }

    [Fact]
    public async Task A_map_of_the_whole_focal_plane_needs_less_than_300_kB()
    {
        var golden = await GoldenDocument.OfOriginalAsync("B", 204, "r0");
        var documents = Spectrograph.All.ToDictionary(petal => new CameraId(Arm.R, petal), petal => MovedTo(golden, petal).Document);
        var subject = new FocalPlaneSubject(Arm.R, documents, Field());

        PlotFigure[] figures =
        [
            FocalPlaneFigures.GoodFibers(subject),
            // Along the wavelength; across, this document has skipped fibers.
            FocalPlaneFigures.Focus(subject)[1],
            FocalPlaneFigures.SnrResidual(subject),
            .. FocalPlaneFigures.Metric(subject, "CHECK_SPECTRA", "MEDIAN_SNR"),
        ];

        foreach (var figure in figures)
        {
            figure.Traces.Sum(trace => trace.X.Length).ShouldBe(5000, figure.Key);
            Payload.Of(figure).ShouldBeLessThan(300_000, figure.Key);
        }
    }

    private static FocalPlaneSubject Subject(MergedQa first, MergedQa? fourth = null)
    {
        var documents = new Dictionary<CameraId, MergedQa> { [R0] = first };
        if (fourth is not null)
        {
            documents[R3] = fourth;
        }

        return new FocalPlaneSubject(Arm.R, documents, Field());
    }

    private static FiberField Field() =>
        new(
            Enumerable
                .Range(0, FiberId.Count)
                .Select(number => new FiberPlace(
                    new FiberId(number),
                    150 + (number % 71 * 0.02),
                    32 + (number / 71 * 0.02),
                    number % 10 == 0 ? "SKY" : "TGT"
                ))
        );

    [Fact]
    public async Task A_metric_of_another_petal_is_paired_by_the_index_of_the_fiber_there()
    {
        var (here, there) = (await GoldenDocument.OfOursAsync("A", 104, "r0"), await OnPetal3JsonAsync());
        var name = new MetricName("CHECK_FIBERS", "XYSHIFTS_FIB", "y");

        var figure = MetricFigures.Scatter(there.Metrics(), name, here.Metrics(), name);

        var trace = figure.TraceOf(1505);
        var value = here.Metrics("CHECK_FIBERS")["XYSHIFTS_FIB"]![1]![5]!.GetValue<double>();
        trace.X[trace.Fibers.IndexOf(1505)].ShouldBe(value);
        figure.Y(1505).ShouldBe(value);
        figure.Caption.ShouldContain("paired by their index on the petal");
    }

    private static async Task<MergedQa> OnPetal3Async() => (await OnPetal3JsonAsync()).Document;

    private static async Task<GoldenDocument> OnPetal3JsonAsync() =>
        MovedTo(await GoldenDocument.OfOursAsync("A", 104, "r0"), new Spectrograph(3));

    /// <summary>The same document as if the petal were another one.</summary>
    private static GoldenDocument MovedTo(GoldenDocument golden, Spectrograph petal) =>
        golden
            .With(json =>
            {
                Move(json["GENERAL_INFO"]!.AsObject(), petal);
                foreach (var task in json["TASKS"]!.AsObject())
                {
                    Move(task.Value!["METRICS"]!.AsObject(), petal);
                }
            })
            .As(new CameraId(Arm.R, petal));

    private static void Move(System.Text.Json.Nodes.JsonObject keys, Spectrograph petal)
    {
        foreach (var key in keys.Select(pair => pair.Key).Where(IsList).ToArray())
        {
            keys[key] = Moved(keys[key]!, petal);
        }

        static bool IsList(string key) =>
            key.EndsWith("FIBER_NUMBERS", StringComparison.Ordinal)
            || key is "SKY_FIBERID" or "ELG_FIBERID" or "LRG_FIBERID" or "QSO_FIBERID" or "STAR_FIBERID" or "KNOWN_BROKEN_FIBERS";

        static System.Text.Json.Nodes.JsonNode Moved(System.Text.Json.Nodes.JsonNode node, Spectrograph petal) =>
            node is System.Text.Json.Nodes.JsonArray array
                ? new System.Text.Json.Nodes.JsonArray([.. array.Select(item => Moved(item!, petal))])
                : System.Text.Json.Nodes.JsonValue.Create(node.GetValue<int>() + (petal.Number * FiberId.PerPetal));
    }

    private sealed class Pair : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public int GetHashCode((double, double) obj) => 0;
    }
}
