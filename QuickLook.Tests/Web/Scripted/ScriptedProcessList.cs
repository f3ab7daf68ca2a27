using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>A past of processes that a test writes by hand; filters and sorts nothing, but remembers what it was asked.</summary>
public sealed class ScriptedProcessList(DateTimeOffset now) : IProcessList
{
    private int looks;

    /// <summary>How often a page was read.</summary>
    public int Looks => looks;

    public ProcessFilter? Asked { get; private set; }

    public Failure? Failure { get; set; }

    public ImmutableArray<ListedProcess> Rows { get; set; } = [.. Enumerable.Range(0, 37).Select(index => Row(now, 4711 - index, index))];

    public Task<Result<ProcessPage>> ListAsync(ProcessFilter filter, int skip, int count, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref looks);
        Asked = filter;
        var rows = Rows.Skip(skip).Take(count).ToImmutableArray();
        return Task.FromResult<Result<ProcessPage>>(Failure is null ? new ProcessPage(rows, Rows.Length) : Failure);
    }

    public Task<Result<ProcessChoices>> ListChoicesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ProcessChoices>>(new ProcessChoices(["arc", "flat", "science"], ["desispec-0.27", "native"]));

    public Task<Result<ProcessRecord>> FindAsync(long processId, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ProcessRecord>>(
            Rows.FirstOrDefault(row => row.Id == processId) is { } row ? Record(row) : new Failure($"there is no process {processId}")
        );

    private static ListedProcess Row(DateTimeOffset now, long id, int age)
    {
        var state = age switch
        {
            0 => RunState.Running,
            3 => RunState.PartlyFailed,
            6 => RunState.Failed,
            8 => RunState.Skipped,
            9 => RunState.Stopped,
            _ => RunState.Succeeded,
        };
        var start = now - TimeSpan.FromMinutes((age * 17) + 3);
        return new ListedProcess
        {
            Id = id,
            ExposureId = 900 - age,
            Exposure = new ExposureId(12345 - age),
            Origin = age == 5 ? ExposureOrigin.Import : ExposureOrigin.Local,
            Night = Night.Parse("20261125").Value,
            Flavor = (age % 4) switch
            {
                1 => "arc",
                2 => "flat",
                _ => "science",
            },
            Program = age % 4 is 1 or 2 ? default : ObservingProgram.Dark,
            State = state,
            Quality = state switch
            {
                RunState.Running => Quality.Warning,
                RunState.Failed or RunState.Skipped or RunState.Stopped => Quality.None,
                _ => age % 7 == 4 ? Quality.Alarm : Quality.Normal,
            },
            Reason = state is RunState.Failed or RunState.PartlyFailed ? "r8: the file ends in the middle of a tile" : string.Empty,
            Engine = age == 4 ? "desispec-0.27" : "native",
            EngineVersion = age == 4 ? "0.27.1" : "2.1.0",
            QueuedAt = start - TimeSpan.FromSeconds(4),
            StartedAt = state == RunState.Skipped ? null : start,
            EndedAt = state == RunState.Running ? null : start + TimeSpan.FromSeconds(126 + age),
            Cameras = 30,
            CamerasSucceeded = state switch
            {
                RunState.Running => 12,
                RunState.PartlyFailed => 29,
                RunState.Succeeded => 30,
                _ => 0,
            },
            CamerasFailed = state switch
            {
                RunState.PartlyFailed => 1,
                RunState.Failed => 30,
                _ => 0,
            },
            RequestedBy = age == 4 ? "Vera Rubin" : "QuickLook",
            IsPinned = age == 4,
            IsAnswer = state is RunState.Succeeded or RunState.PartlyFailed,
            ImportedFrom = age == 5 ? "nersc" : string.Empty,
        };
    }

    private ProcessRecord Record(ListedProcess row)
    {
        var cameras = CameraId.All.Where(camera => camera.ToString() != "z9").ToImmutableArray();
        return new ProcessRecord
        {
            Process = new StoredProcess
            {
                Id = row.Id,
                Exposure = new StoredExposure
                {
                    Id = row.ExposureId,
                    Exposure = row.Exposure,
                    Origin = row.Origin,
                    Night = row.Night,
                    FolderNight = row.Night,
                    Flavor = row.Flavor,
                    Program = row.Program,
                    Tile = 1165,
                    RawPath = $"/data/raw/20261125/{row.Exposure}/desi-{row.Exposure}.fits.fz",
                    Arrival = ArrivalState.Complete,
                    Cameras = cameras,
                    PinnedProcess = row.IsPinned ? row.Id : null,
                },
                State = row.State,
                Quality = row.Quality,
                Reason = row.Reason,
                MappingHash = "9f2d51c07a7be10c",
                Engine = row.Engine,
                EngineVersion = row.EngineVersion,
                RequestedEngine = row.Engine == "native" ? string.Empty : row.Engine,
                RequestedBy = row.RequestedBy,
                Lane = row.RequestedBy == "QuickLook" ? ProcessLane.Live : ProcessLane.Backlog,
                QueueOrder = row.Id,
                ArrivedAt = row.QueuedAt,
                StartedAt = row.StartedAt,
                EndedAt = row.EndedAt,
                ExpectedCameras = [.. CameraId.All],
                Cameras = [.. cameras.SkipLast(1).Select(camera => Run(row, camera))],
            },
            Configuration = """{"workers":2,"engine":"native","timeLimit":"00:05:00","cameras":["b0","r0","z0"]}""",
            QueuedAt = row.QueuedAt,
            ImportedFrom = row.ImportedFrom,
            PinnedBy = row.IsPinned ? "Vera Rubin" : string.Empty,
            Transitions =
            [
                new TransitionChange(row.Id, null, 0, RunState.Queued, row.QueuedAt, string.Empty),
                new TransitionChange(row.Id, null, 0, RunState.Running, row.QueuedAt + TimeSpan.FromSeconds(4), string.Empty),
                .. cameras
                    .Take(4)
                    .Select(
                        (camera, index) =>
                            new TransitionChange(
                                row.Id,
                                camera,
                                1,
                                RunState.Running,
                                row.QueuedAt + TimeSpan.FromSeconds(5 + index),
                                string.Empty
                            )
                    ),
                new TransitionChange(
                    row.Id,
                    cameras[1],
                    2,
                    RunState.Queued,
                    row.QueuedAt + TimeSpan.FromSeconds(31),
                    "the disk did not answer: Input/output error"
                ),
                new TransitionChange(row.Id, null, 0, row.State, row.QueuedAt + TimeSpan.FromSeconds(130), row.Reason),
            ],
            OfExposure =
            [
                row,
                row with
                {
                    Id = 4100,
                    RequestedBy = "QuickLook",
                    Quality = Quality.Warning,
                    IsAnswer = false,
                    IsPinned = false,
                },
            ],
        };
    }

    private static StoredCameraRun Run(ListedProcess row, CameraId camera)
    {
        var isBroken = row.State is RunState.PartlyFailed && camera.ToString() == "r8";
        return new StoredCameraRun(
            camera,
            camera.ToString() == "b1" ? 2 : 1,
            isBroken ? RunState.Failed
                : row.State == RunState.PartlyFailed ? RunState.Succeeded
                : row.State,
            row.Quality,
            isBroken ? "the file ends in the middle of a tile" : string.Empty,
            isBroken ? "Preproc" : string.Empty,
            row.StartedAt,
            row.EndedAt,
            string.Empty,
            [],
            []
        )
        {
            Failures = camera.ToString() == "b1" ? 1 : 0,
        };
    }
}
