using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>One golden camera through the native engine, with everything that it reported.</summary>
public sealed record GoldenRun(CameraRunOutcome Outcome, ImmutableArray<RunEvent> Events, string[] Log)
{
    private static readonly ConcurrentDictionary<(string, int, string, string), Lazy<Task<GoldenRun>>> ByTheOriginalsLimits = new();

    /// <summary>All golden cameras.</summary>
    public static TheoryData<string, int, string> All
    {
        get
        {
            var all = new TheoryData<string, int, string>();
            foreach (var (set, exposure, camera) in Cameras)
            {
                all.Add(set, exposure, camera);
            }

            return all;
        }
    }

    /// <summary>All golden cameras in each profile of the engine.</summary>
    public static TheoryData<string, int, string, string> InEachProfile
    {
        get
        {
            var all = new TheoryData<string, int, string, string>();
            foreach (var (set, exposure, camera) in Cameras)
            {
                foreach (var profile in EngineProfile.All)
                {
                    all.Add(set, exposure, camera, profile.Name);
                }
            }

            return all;
        }
    }

    /// <summary>The merged document, read without any tolerance.</summary>
    public JsonObject Document => JsonNode.Parse(Outcome.MergedQa!.Value.Span)!.AsObject();

    private static IEnumerable<(string Set, int Exposure, string Camera)> Cameras =>
        GoldenCamera.All.Select(golden => (golden.Set.Name, golden.Exposure, golden.Camera.ToString()));

    public static GoldenSet SetOf(string name) => name == "A" ? GoldenSet.A : GoldenSet.B;

    /// <summary>What the original wrote for the same camera.</summary>
    public static async Task<JsonObject> ExpectedDocumentAsync(string set, int exposure, string camera)
    {
        // The original writes the bare token NaN, which is not JSON.
        var text = await File.ReadAllTextAsync(SetOf(set).ExpectedMerged(camera, exposure));
        return JsonNode.Parse(text.Replace("NaN", "null", StringComparison.Ordinal))!.AsObject();
    }

    /// <summary>A camera judged by the original's limits. It runs once for all tests that ask for it.</summary>
    public static Task<GoldenRun> ByTheOriginalsLimitsAsync(string set, int exposure, string camera, EngineProfile profile) =>
        ByTheOriginalsLimits
            .GetOrAdd(
                (set, exposure, camera, profile.Name),
                _ => new Lazy<Task<GoldenRun>>(async () =>
                    await OfAsync(SetOf(set), exposure, camera, await MappingFiles.LoadAsync(MappingFiles.Original), profile: profile)
                )
            )
            .Value;

    /// <summary>Runs a camera into a folder of its own, which is removed afterwards.</summary>
    public static async Task<GoldenRun> OfAsync(
        GoldenSet set,
        int exposure,
        string camera,
        MappingSet mappings,
        Func<CameraRunRequest, CameraRunRequest>? change = null,
        EngineProfile? profile = null
    )
    {
        var output = Directory.CreateTempSubdirectory("quicklook-run-").FullName;
        try
        {
            var request = RequestOf(set, exposure, camera, mappings, output);
            return await OfAsync(change?.Invoke(request) ?? request, new Recorder(), TimeProvider.System, CancellationToken.None, profile);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    public static async Task<GoldenRun> OfAsync(
        CameraRunRequest request,
        Recorder recorder,
        TimeProvider time,
        CancellationToken cancellationToken,
        EngineProfile? profile = null
    )
    {
        var outcome = await new NativeEngine(time, profile ?? EngineProfile.QuickLook).RunAsync(request, recorder, cancellationToken);
        var log = ProductPaths.RunLog(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        return new GoldenRun(outcome, recorder.Events, File.Exists(log) ? await File.ReadAllLinesAsync(log, CancellationToken.None) : []);
    }

    public static CameraRunRequest RequestOf(GoldenSet set, int exposure, string camera, MappingSet mappings, string output)
    {
        using var raw = RawExposure.Open(set.RawFile(exposure)).Value;
        return new CameraRunRequest
        {
            Night = set.Night,
            Exposure = new ExposureId(exposure),
            Camera = CameraId.Parse(camera).Value,
            Flavor = raw.Metadata.Flavor!.Value,
            RawFile = set.RawFile(exposure),
            FibermapFile = File.Exists(set.FibermapFile(exposure)) ? set.FibermapFile(exposure) : null,
            CalibrationRoot = set.CalibrationRoot,
            OutputRoot = output,
            Mappings = mappings,
        };
    }

    public sealed class Recorder(Action<RunEvent>? also = null) : IProgress<RunEvent>
    {
        private readonly Lock gate = new();
        private readonly List<RunEvent> events = [];

        public ImmutableArray<RunEvent> Events
        {
            get
            {
                lock (gate)
                {
                    return [.. events];
                }
            }
        }

        public void Report(RunEvent value)
        {
            lock (gate)
            {
                events.Add(value);
            }

            also?.Invoke(value);
        }
    }
}
