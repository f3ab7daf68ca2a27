using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Core.QualityTests.Readings;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

/// <summary>Documents of older versions, other programs and accidents: each figure is drawn or says what is missing, nothing fails (F-FIX-08).</summary>
public sealed class DamagedDocumentTests
{
    private static readonly (string Name, Func<JsonNode?, JsonNode?> Damage)[] Damages =
    [
        ("null", _ => null),
        ("text", _ => "lost"),
        ("number", _ => 7),
        ("object", _ => new JsonObject { ["a"] = 1 }),
        ("empty list", _ => new JsonArray()),
        ("list of texts", _ => new JsonArray("a", "b")),
        ("nested once more", value => new JsonArray(value?.DeepClone(), value?.DeepClone())),
        (
            "one value less",
            value => value is JsonArray { Count: > 0 } array ? new JsonArray([.. array.Skip(1).Select(Copy)]) : value?.DeepClone()
        ),
        ("one value more", value => value is JsonArray array ? new JsonArray([.. array.Select(Copy), null]) : value?.DeepClone()),
        ("nulls", value => value is JsonArray array ? new JsonArray([.. array.Select(_ => (JsonNode?)null)]) : null),
        ("-9999", value => value is JsonArray array ? new JsonArray([.. array.Select(_ => (JsonNode?)(-9999))]) : -9999),
        (
            "mixed",
            value =>
                value is JsonArray array
                    ? new JsonArray([.. array.Select((item, at) => at % 2 == 0 ? Copy(item) : "x")])
                    : JsonValue.Create("x")
        ),
    ];

    [Theory]
    [InlineData(true, "A", 104, "r0")]
    [InlineData(false, "A", 104, "b0")]
    [InlineData(true, "A", 102, "r0")]
    [InlineData(true, "A", 103, "r0")]
    public async Task Each_key_may_be_missing_or_anything(bool isOurs, string set, int exposure, string camera)
    {
        var golden = await GoldenDocument.OfAsync(isOurs, set, exposure, camera);
        foreach (var (container, key, stage) in Keys(golden))
        {
            DrawAll(golden.With(json => container(json).Remove(key)), $"{key} removed", key, stage);
            foreach (var (name, damage) in Damages)
            {
                DrawAll(golden.With(json => container(json)[key] = damage(container(json)[key])), $"{key}: {name}", key, stage);
            }
        }
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "TASKS": [] }""")]
    [InlineData(
        """{ "TASKS": { "CHECK_CCDs": null, "CHECK_FIBERS": { "METRICS": 3 }, "CHECK_SPECTRA": { "METRICS": { "FIBERS_OF": [1], "SNR_MAG_TGT": [[[1]]] } } } }"""
    )]
    [InlineData("""{ "GENERAL_INFO": [], "TASKS": { "CHECK_CCDs": { "METRICS": { "_STATUS": "NORMAL", "NOISE_AMP_STATUS": {} } } } }""")]
    public async Task A_document_may_hold_next_to_nothing(string json)
    {
        var golden = await GoldenDocument.OfOriginalAsync("A", 104, "r0");

        DrawAll(golden with { Json = JsonNode.Parse(json)!.AsObject() }, json);
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var golden = (await GoldenDocument.OfOursAsync("A", 104, "r0")).With(json =>
        {
            GoldenDocument.MetricsOf(json, "CHECK_CCDs").Remove("XWSIGMA_FIB");
            GoldenDocument.MetricsOf(json, "CHECK_SPECTRA").Remove("OBJLIST");
            json["GENERAL_INFO"]!.AsObject().Remove("EXPTIME");
        });

        golden.Plot("xwsigma", "xwsigma-fiber-scatter-xwsigma-fib").Missing.ShouldBe("the document has no XWSIGMA_FIB");
        golden.Plot("snr", "snr-snr-curves").Missing.ShouldContain("no OBJLIST");
    }

    [Fact]
    public async Task Nothing_that_is_unknown_or_missing_looks_like_passed()
    {
        var golden = (await GoldenDocument.OfOriginalAsync("A", 104, "r0")).With(json =>
        {
            var metrics = GoldenDocument.MetricsOf(json, "CHECK_CCDs");
            metrics["NOISE_AMP"] = new JsonArray(null, 2.6, 2.6, 2.6);
            metrics["NOISE_AMP_STATUS"] = "UNKNOWN";
            metrics.Remove("BIAS_AMP");
            metrics.Remove("BIAS_AMP_STATUS");
        });

        golden.Reading("rms").Quality.ShouldBe(Quality.Unknown);
        golden.Patches("rms", "rms-amplifier-status").Patches[0].Quality.ShouldBe(Quality.Unknown);
        golden.Reading("bias").Quality.ShouldBe(Quality.NotComputed);
        golden.Figures("bias").ShouldHaveSingleItem().Missing.ShouldBe("the document has no BIAS_AMP");
    }

    /// <summary>All figures that what is damaged can be in: those of its task, or of all for what is of the whole exposure.</summary>
    private static void DrawAll(GoldenDocument golden, string what, string key = "", string stage = "")
    {
        var document = golden.Document;
        try
        {
            var readings = TestReadings.Of(document, golden.Mapping, golden.Camera, golden.Defects);
            foreach (var reading in readings.Where(reading => stage.Length == 0 || reading.Stage == stage))
            {
                Check(TestFigures.Of(new FigureSubject(golden.Camera, document, reading, FiberField.Empty, golden.Defects)), what);
            }

            var subject = new MetricSubject(golden.Camera, document, FiberField.Empty, golden.Defects);
            MetricName[] names = [.. MetricFigures.List(subject).Select(metric => new MetricName(metric.Stage, metric.Key))];
            Check(names.Where(name => key.Length == 0 || name.Key == key).SelectMany(name => MetricFigures.Of(subject, name)), what);
            var plane = new FocalPlaneSubject(
                golden.Camera.Arm,
                new Dictionary<CameraId, MergedQa> { [golden.Camera] = document },
                FiberField.Empty
            );
            Check([FocalPlaneFigures.GoodFibers(plane), .. FocalPlaneFigures.Focus(plane), FocalPlaneFigures.SnrResidual(plane)], what);
        }
        catch (Exception problem) when (problem is not ShouldAssertException)
        {
            throw new InvalidOperationException(what, problem);
        }
    }

    private static void Check(IEnumerable<Figure> figures, string what)
    {
        // A table without rows is what a test without values has; it must say so.
        foreach (var figure in figures)
        {
            (figure.HasContent || figure.Missing.Length > 0).ShouldBeTrue($"{what}: {figure.Key} is empty and does not say why");
            foreach (var trace in (figure as PlotFigure)?.Traces ?? [])
            {
                trace.Y.Length.ShouldBe(trace.X.Length, what);
                (trace.Fibers.IsEmpty || trace.Fibers.Length == trace.X.Length).ShouldBeTrue(what);
                trace.Fibers.All(fiber => fiber is >= 0 and < FiberId.Count).ShouldBeTrue(what);
                trace.Tips.All(tip => tip.Values.Length == trace.X.Length).ShouldBeTrue(what);
                (trace.Colouring is null || trace.Colouring.Values.Length == trace.X.Length).ShouldBeTrue(what);
            }
        }
    }

    private static IEnumerable<(Func<JsonObject, JsonObject> Container, string Key, string Stage)> Keys(GoldenDocument golden)
    {
        foreach (var key in golden.Json["GENERAL_INFO"]!.AsObject().Select(pair => pair.Key))
        {
            yield return (json => json["GENERAL_INFO"]!.AsObject(), key, string.Empty);
        }

        foreach (var task in golden.Json["TASKS"]!.AsObject().Select(pair => pair.Key))
        {
            foreach (var part in new[] { "METRICS", "PARAMS" })
            {
                foreach (var key in golden.Json["TASKS"]![task]![part]!.AsObject().Select(pair => pair.Key))
                {
                    yield return (json => json["TASKS"]![task]![part]!.AsObject(), key, task);
                }
            }
        }
    }

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
