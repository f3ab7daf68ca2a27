using System.Collections.Concurrent;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>A live state that a test writes by hand.</summary>
public sealed class ScriptedLiveState(MonitorSnapshot start) : ILiveState
{
    private const int LogCapacity = 40_000;
    private readonly ConcurrentDictionary<CameraId, LiveLog> cameraLogs = new();
    private readonly ConcurrentDictionary<long, ProcessSnapshot> past = new();
    private volatile MonitorSnapshot current = start;

    public event Action? Changed;

    public MonitorSnapshot Current => current;

    public LiveLog PipelineLog { get; } = new(LogCapacity);

    public LiveLog DiscoveryLog { get; } = new(LogCapacity);

    /// <summary>How many are registered with <see cref="Changed"/>.</summary>
    public int Viewers => Changed?.GetInvocationList().Length ?? 0;

    public LiveLog? CameraLog(CameraId camera) => cameraLogs.GetValueOrDefault(camera);

    public Task<Result<ProcessSnapshot>> FindProcessAsync(long processId, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ProcessSnapshot>>(
            past.TryGetValue(processId, out var found) ? found : new Failure($"there is no process {processId}")
        );

    public void Remember(ProcessSnapshot process) => past[process.ProcessId] = process;

    public LiveLog OpenCameraLog(CameraId camera) => cameraLogs.GetOrAdd(camera, _ => new LiveLog(LogCapacity));

    /// <summary>Replaces the snapshot and tells the viewers.</summary>
    public void Set(Func<MonitorSnapshot, MonitorSnapshot> change)
    {
        current = change(current) with { Version = current.Version + 1 };
        Changed?.Invoke();
    }

    /// <summary>Replaces one camera of the shown process and tells the viewers.</summary>
    public void Set(CameraId camera, Func<CameraSnapshot, CameraSnapshot> change) =>
        Set(snapshot =>
            snapshot with
            {
                Process = snapshot.Process! with
                {
                    Cameras = snapshot.Process.Cameras.SetItem(camera.Index, change(snapshot.Process.Cameras[camera.Index])),
                },
            }
        );
}
