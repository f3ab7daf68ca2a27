using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Pipeline.Engines.Processes;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline.Engines.Replay;

/// <summary>Golden runs on <see cref="CommandEngine"/>, with the program beside this file in the place of desi_quicklook.</summary>
public sealed class EngineReplay : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("quicklook-engine-");

    public EngineReplay()
    {
        Directory.CreateDirectory(ConfigurationFolder);
        foreach (var flavor in new[] { "science", "arc", "flat", "bias", "darkcurrent" })
        {
            File.WriteAllText(Path.Combine(ConfigurationFolder, $"qlconfig_{flavor}.yaml"), "name: replay\n");
        }
    }

    public static string Program { get; } =
        Path.Combine(GoldenSet.RepositoryRoot, "QuickLook.Tests", "Core", "Pipeline", "Engines", "Replay", "desi_quicklook");

    public string Output => Path.Combine(folder.FullName, "out");

    public string ConfigurationFolder => Path.Combine(folder.FullName, "config");

    /// <summary>What the program noted of itself: its options, its environment, its processes.</summary>
    public string[] Notes => File.Exists(NotesFile) ? File.ReadAllLines(NotesFile) : [];

    /// <summary>The processes that the program noted and that still live.</summary>
    public IEnumerable<int> Living =>
        Notes
            .Where(note => note.StartsWith("pid=", StringComparison.Ordinal))
            .Select(note => int.Parse(note[4..], CultureInfo.InvariantCulture))
            .Where(id => ProcessStat.Of(id) is { IsAlive: true });

    private string NotesFile => Path.Combine(folder.FullName, "notes");

    /// <summary>An engine that replays one camera.</summary>
    public EngineDefinition Definition(
        string mode,
        string set = "B",
        int exposure = 204,
        string camera = "r0",
        EngineContract contract = EngineContract.Desispec068
    ) =>
        new()
        {
            Name = "replay",
            Version = "0.68.1",
            Kind = EngineKind.Command,
            Contract = contract,
            Command =
            [
                Program,
                "-i",
                $"{{config:{ConfigurationFolder}}}",
                "-n",
                "{night}",
                "-c",
                "{camera}",
                "-e",
                "{expid}",
                "--rawdata_dir",
                "{rawdata}",
                "--specprod_dir",
                "{specprod}",
            ],
            Environment = ImmutableDictionary<string, string>
                .Empty.Add("REPLAY_MODE", mode)
                .Add("REPLAY_LOG", GoldenRun.SetOf(set).ExpectedLog(camera, exposure))
                .Add("REPLAY_DOCUMENT", GoldenRun.SetOf(set).ExpectedMerged(camera, exposure))
                .Add("REPLAY_CONTRACT", contract == EngineContract.Desispec027 ? "0.27" : "0.68")
                .Add("REPLAY_NOTES", NotesFile),
        };

    public Task<GoldenRun> RunAsync(string mode) => RunAsync(Definition(mode));

    public async Task<GoldenRun> RunAsync(
        EngineDefinition definition,
        string set = "B",
        int exposure = 204,
        string camera = "r0",
        Func<CameraRunRequest, CameraRunRequest>? change = null,
        MappingSet? mappings = null,
        GoldenRun.Recorder? recorder = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = await RequestAsync(set, exposure, camera, mappings);
        return await RunAsync(
            new CommandEngine(definition, TimeProvider.System),
            change?.Invoke(request) ?? request,
            recorder,
            cancellationToken
        );
    }

    public static async Task<GoldenRun> RunAsync(
        IPipelineEngine engine,
        CameraRunRequest request,
        GoldenRun.Recorder? recorder = null,
        CancellationToken cancellationToken = default
    )
    {
        recorder ??= new GoldenRun.Recorder();
        var outcome = await engine
            .RunAsync(request, recorder, cancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        var log = ProductPaths.RunLog(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        return new GoldenRun(outcome, recorder.Events, File.Exists(log) ? await File.ReadAllLinesAsync(log, CancellationToken.None) : []);
    }

    public async Task<CameraRunRequest> RequestAsync(
        string set = "B",
        int exposure = 204,
        string camera = "r0",
        MappingSet? mappings = null
    ) =>
        GoldenRun.RequestOf(
            GoldenRun.SetOf(set),
            exposure,
            camera,
            mappings ?? await MappingFiles.LoadAsync(MappingFiles.Original),
            Output
        );

    public void Dispose()
    {
        foreach (var id in Living.ToList())
        {
            Process.GetProcessById(id).Kill();
        }

        folder.Delete(recursive: true);
    }
}
