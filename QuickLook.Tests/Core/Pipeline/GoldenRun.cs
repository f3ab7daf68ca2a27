using System.Collections.Immutable;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>One golden camera through the native engine, with everything that it reported.</summary>
public sealed record GoldenRun(CameraRunOutcome Outcome, ImmutableArray<RunEvent> Events, string[] Log)
{
    public static TheoryData<string, int, string> All
    {
        get
        {
            var all = new TheoryData<string, int, string>();
            foreach (var exposure in (int[])[101, 102, 103, 104])
            {
                foreach (var camera in (string[])["b0", "r0", "z0"])
                {
                    all.Add("A", exposure, camera);
                }
            }

            foreach (var exposure in (int[])[202, 203, 204])
            {
                all.Add("B", exposure, "r0");
            }

            return all;
        }
    }

    public static GoldenSet SetOf(string name) => name == "A" ? GoldenSet.A : GoldenSet.B;

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
