using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>A process in work: which of its cameras wait, and why it was asked to end. Used under the lock of the <see cref="WorkBoard"/>.</summary>
internal sealed class ActiveProcess(StoredProcess process, ProcessSetup setup, SteadyClock clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly List<WaitingCamera> waiting =
    [
        .. process
            .Cameras.Where(run => run.State == RunState.Queued)
            .Select(run => new WaitingCamera(run.Camera, run.Attempt, run.Failures, Moment(run.RetryAt, clock))),
    ];

    /// <summary>The process as it is known now.</summary>
    public StoredProcess Process { get; private set; } = process;

    /// <summary>What it works with.</summary>
    public ProcessSetup Setup => setup;

    /// <summary>Its lane.</summary>
    public ProcessLane Lane => Process.Lane;

    /// <summary>Ends its runs.</summary>
    public CancellationTokenSource Cancellation { get; } = new();

    /// <summary>Why it was asked to end.</summary>
    public RunEnding Ending { get; private set; }

    /// <summary>By whom.</summary>
    public string EndedBy { get; private set; } = string.Empty;

    /// <summary>When the next camera may begin; null when none waits.</summary>
    public DateTimeOffset? Due => waiting.Count == 0 ? null : waiting.Min(camera => camera.NotBefore ?? DateTimeOffset.MinValue);

    /// <summary>Takes in cameras that the file has got since.</summary>
    public void Join(StoredProcess newer)
    {
        var known = Process.Cameras.Select(run => run.Camera).ToHashSet();
        Process = newer;
        waiting.AddRange(
            newer
                .Cameras.Where(run => !known.Contains(run.Camera))
                .Select(run => new WaitingCamera(run.Camera, run.Attempt, run.Failures, NotBefore: null))
        );
    }

    /// <summary>The next camera that may begin; null when none may.</summary>
    public CameraOrder? Take(DateTimeOffset now)
    {
        var index = waiting.FindIndex(camera => camera.NotBefore is not { } moment || moment <= now);
        if (index < 0)
        {
            return null;
        }

        var next = waiting[index];
        waiting.RemoveAt(index);
        return new CameraOrder(Process, next.Camera, next.Attempt, next.Failures, setup, Cancellation.Token);
    }

    /// <summary>A camera waits again.</summary>
    public void PutBack(CameraId camera, int attempt, int failures, DateTimeOffset? notBefore)
    {
        if (Ending == RunEnding.None)
        {
            waiting.Add(new WaitingCamera(camera, attempt, failures, notBefore));
        }
    }

    /// <summary>It is to end: no camera of it begins any more. The first reason stays.</summary>
    public void End(RunEnding ending, string by)
    {
        if (Ending == RunEnding.None)
        {
            (Ending, EndedBy) = (ending, by);
            waiting.Clear();
        }
    }

    private static DateTimeOffset? Moment(DateTimeOffset? retryAt, SteadyClock clock) =>
        retryAt is { } moment ? clock.OnThisClock(moment, LongestPause) : null;

    private sealed record WaitingCamera(CameraId Camera, int Attempt, int Failures, DateTimeOffset? NotBefore);
}
