using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>One process while it is followed: its cameras, its logs, its snapshot. Used by one thread at a time.</summary>
internal sealed class ProcessProgress
{
    private const string NotYetInFile = "not in the raw file yet";
    private const string NotInFile = "not in the raw file";
    private const string NotProcessed = "in the raw file, but not asked for";

    private readonly StagePlan plan;
    private readonly UsualDuration usual;
    private readonly int logCapacity;
    private readonly SortedDictionary<CameraId, CameraProgress> cameras = [];
    private readonly Dictionary<CameraId, LiveLog> logs = [];
    private ImmutableHashSet<CameraId> expected;

    /// <summary>Takes up a process as the table has it.</summary>
    public ProcessProgress(StoredProcess stored, StagePlan plan, UsualDuration usual, int logCapacity)
    {
        this.plan = plan;
        this.usual = usual;
        this.logCapacity = logCapacity;
        expected = [];
        Stored = stored;
        History = new StateHistory(stored.State);
        Reason = stored.Reason.Length == 0 ? null : stored.Reason;
        StartedAt = stored.StartedAt;
        EndedAt = stored.EndedAt;
        MappingHash = stored.MappingHash;
        Engine = stored.Engine;
        EngineVersion = stored.EngineVersion;
        Join(stored);
    }

    /// <summary>The process as it was taken up; what was exposed does not change.</summary>
    public StoredProcess Stored { get; private set; }

    /// <summary>Its changes of state.</summary>
    public StateHistory History { get; }

    /// <summary>What happened to it.</summary>
    public RunState State => History.State;

    /// <summary>Why it did not succeed; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>When its first camera started.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Hash of the mappings that judge it.</summary>
    public string MappingHash { get; private set; }

    /// <summary>Name of the engine that runs it; empty before it begins.</summary>
    public string Engine { get; private set; }

    /// <summary>Version of that engine.</summary>
    public string EngineVersion { get; private set; }

    /// <summary>What of the configuration it is processed with, as JSON; empty before it begins.</summary>
    public string Configuration { get; private set; } = string.Empty;

    /// <summary>True while cameras may still join.</summary>
    public bool IsArriving => Stored.Exposure.Arrival == ArrivalState.Arriving;

    /// <summary>The plan of its flavor.</summary>
    public StagePlan Plan => plan;

    /// <summary>The cameras in the file.</summary>
    public IReadOnlyDictionary<CameraId, CameraProgress> Cameras => cameras;

    /// <summary>Worst verdict of all cameras.</summary>
    public Quality Quality => Qualities.Worst(cameras.Values.Select(camera => camera.Snapshot.Quality));

    /// <summary>Expected cameras that are not in the file.</summary>
    public IReadOnlyList<CameraId> Missing =>
        [.. expected.Where(camera => !cameras.ContainsKey(camera) && !Stored.Exposure.Cameras.Contains(camera)).Order()];

    /// <summary>True when every camera has ended and none will join.</summary>
    public bool IsThrough => !State.IsFinal() && !IsArriving && cameras.Values.All(camera => camera.Snapshot.State.IsFinal());

    /// <summary>The live log of a camera; null when it has none.</summary>
    public LiveLog? LogOf(CameraId camera) => logs.GetValueOrDefault(camera);

    /// <summary>Takes in cameras that the file has got since, and whether more may come.</summary>
    public void Join(StoredProcess newer)
    {
        Stored = newer;
        expected = [.. newer.ExpectedCameras];
        foreach (var run in newer.Cameras.Where(run => !cameras.ContainsKey(run.Camera)))
        {
            cameras.Add(run.Camera, CameraProgress.FromStored(plan, run));
            logs.Add(run.Camera, new LiveLog(logCapacity));
        }
    }

    /// <summary>Says that no camera will join.</summary>
    public void CloseArrival() => Stored = Stored with { Exposure = Stored.Exposure with { Arrival = ArrivalState.Complete } };

    /// <summary>Begins, or goes on after a service ended in the middle of it.</summary>
    public void Begin(DateTimeOffset at, ProcessSetup setup)
    {
        History.Become(RunState.Running, attempt: 0, at);
        StartedAt ??= at;
        MappingHash = setup.Mappings.Hash;
        Engine = setup.EngineName;
        EngineVersion = setup.Engine.IsSuccess ? setup.Engine.Value.Version : string.Empty;
        Configuration = setup.Configuration;
    }

    /// <summary>The engine has said its version itself.</summary>
    public void EngineSays(string version) => EngineVersion = version;

    /// <summary>Goes back to the queue.</summary>
    public void GiveBack(DateTimeOffset at, string reason) => History.Become(RunState.Queued, attempt: 0, at, reason);

    /// <summary>Ends, with the state that its cameras give.</summary>
    public void End(DateTimeOffset at)
    {
        // The clock may have been set back.
        at = StartedAt is { } began && began > at ? began : at;
        var states = cameras.Values.Select(camera => camera.Snapshot.State).ToList();
        var failed = states.Count(state => state is RunState.Failed);
        var final =
            states.Contains(RunState.Stopped) ? RunState.Stopped
            : failed == states.Count ? RunState.Failed
            : failed > 0 || states.Contains(RunState.PartlyFailed) ? RunState.PartlyFailed
            : RunState.Succeeded;
        Reason = final == RunState.Succeeded ? null : DescribeFailures();
        EndedAt = at;
        History.Become(final, attempt: 0, at, Reason);
    }

    /// <summary>The process as screens see it.</summary>
    public ProcessSnapshot Snapshot() =>
        new(
            Stored.Id,
            Exposure(),
            State,
            Quality,
            Reason,
            Stored.ArrivedAt,
            StartedAt,
            EndedAt,
            usual.Process,
            [
                .. plan.Stages.Select(planned => new StageInfo(
                    planned.Stage.Name,
                    planned.Stage.DisplayName,
                    usual.Stages.TryGetValue(planned.Stage.Name, out var duration) ? duration : null
                )),
            ],
            [.. CameraId.All.Select(Camera)]
        );

    /// <summary>The process in a line.</summary>
    public ProcessSummary Summary() =>
        new(
            Stored.Id,
            Stored.Exposure.Exposure,
            Stored.Exposure.Flavor,
            Stored.Exposure.Program,
            State,
            Quality,
            EndedAt - Stored.ArrivedAt,
            Reason
        );

    private ExposureSummary Exposure() =>
        new(
            Stored.Exposure.Exposure,
            Stored.Exposure.Night,
            Stored.Exposure.Flavor,
            Stored.Exposure.Program,
            Stored.Exposure.Tile,
            Stored.Exposure.ObservedAt,
            Stored.Exposure.Airmass,
            Stored.Exposure.ExposureSeconds
        );

    private CameraSnapshot Camera(CameraId camera)
    {
        if (cameras.TryGetValue(camera, out var progress))
        {
            return progress.Snapshot;
        }

        var isInFile = Stored.Exposure.Cameras.Contains(camera);
        var isMissing = !isInFile && expected.Contains(camera);
        return new CameraSnapshot(
            camera,
            isMissing ? CameraPresence.Missing : CameraPresence.AbsentByDesign,
            isMissing && IsArriving ? RunState.Queued : RunState.Skipped,
            Quality.None,
            isMissing ? (IsArriving ? NotYetInFile : NotInFile)
                : isInFile ? NotProcessed
                : null,
            StartedAt: null,
            EndedAt: null,
            []
        );
    }

    private string DescribeFailures()
    {
        var reasons = cameras
            .Values.Where(camera => camera.Snapshot.State is RunState.Failed or RunState.PartlyFailed or RunState.Stopped)
            .GroupBy(camera => camera.Snapshot.Reason ?? "no reason given", StringComparer.Ordinal)
            .Select(group => $"{string.Join(", ", group.Select(camera => camera.Snapshot.Camera))}: {group.Key}")
            .ToList();
        return reasons.Count <= 2 ? string.Join("; ", reasons) : $"{reasons[0]}; and {reasons.Count - 1} more reasons";
    }
}
