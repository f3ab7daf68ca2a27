using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Pipeline;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests.Readings;

/// <summary>A merged document of a golden camera, written by the original or by our engine, with the mapping of its golden set.</summary>
public sealed record GoldenDocument(JsonObject Json, CameraId Camera, FlavorMapping Mapping, KnownDefects Defects)
{
    private static readonly ConcurrentDictionary<(string, int, string), Lazy<Task<GoldenDocument>>> OfOurs = new();
    private static readonly ConcurrentDictionary<string, Lazy<Task<MappingSet>>> Sets = new();

    public MergedQa Document => MergedQa.Read(MergedQaText.Write(Json)).Value;

    /// <summary>What the original wrote.</summary>
    public static async Task<GoldenDocument> OfOriginalAsync(string set, int exposure, string camera) =>
        await MakeAsync(await GoldenRun.ExpectedDocumentAsync(set, exposure, camera), set, camera);

    /// <summary>What our engine writes; it runs once for all tests.</summary>
    public static Task<GoldenDocument> OfOursAsync(string set, int exposure, string camera) =>
        OfOurs
            .GetOrAdd(
                (set, exposure, camera),
                key => new Lazy<Task<GoldenDocument>>(async () =>
                {
                    var run = await GoldenRun.OfAsync(GoldenRun.SetOf(key.Item1), key.Item2, key.Item3, await SetOfAsync(key.Item1));
                    return await MakeAsync(run.Document, key.Item1, key.Item3);
                })
            )
            .Value;

    public static Task<GoldenDocument> OfAsync(bool isOurs, string set, int exposure, string camera) =>
        isOurs ? OfOursAsync(set, exposure, camera) : OfOriginalAsync(set, exposure, camera);

    /// <summary>The same document with something else in it.</summary>
    public GoldenDocument With(Action<JsonObject> change)
    {
        var copy = Json.DeepClone().AsObject();
        change(copy);
        return this with { Json = copy };
    }

    /// <summary>The same document of another camera.</summary>
    public GoldenDocument As(CameraId camera) => this with { Camera = camera };

    public JsonObject Metrics(string stage) => MetricsOf(Json, stage);

    public static JsonObject MetricsOf(JsonObject document, string stage) => document["TASKS"]![stage]!["METRICS"]!.AsObject();

    public ImmutableArray<TestReading> Readings => TestReadings.Of(Document, Mapping, Camera, Defects);

    public TestReading Reading(string name) => Readings.Single(reading => reading.Test.Name == name);

    private static async Task<GoldenDocument> MakeAsync(JsonObject json, string set, string camera)
    {
        var mappings = await SetOfAsync(set);
        var flavor = Flavors.Parse(json["FLAVOR"]!.GetValue<string>()).Value;
        var id = CameraId.Parse(camera).Value;
        return new GoldenDocument(json, id, mappings.Flavors[flavor], mappings.DefectsOf(id));
    }

    private static Task<MappingSet> SetOfAsync(string set) =>
        Sets.GetOrAdd(
            set,
            name => new Lazy<Task<MappingSet>>(() => MappingFiles.LoadAsync(MappingFiles.LimitsOf(GoldenRun.SetOf(name))))
        ).Value;
}
