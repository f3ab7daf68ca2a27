using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>The newest state of everything for screens; written by <see cref="ProcessTracker"/> alone.</summary>
internal sealed class LiveState(
    ProcessStore processes,
    MappingStore mappings,
    UsualDurations usual,
    OrchestrationSettings settings,
    TimeProvider time
) : ILiveState
{
    private readonly OrchestrationOptions options = settings.Options;
    private volatile MonitorSnapshot current = new(
        0,
        time.GetUtcNow(),
        PipelineActivity.Stopped,
        time.GetUtcNow(),
        0,
        Process: null,
        [],
        [],
        []
    );

    private volatile ProcessProgress? shown;

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public MonitorSnapshot Current => current;

    /// <inheritdoc/>
    public LiveLog PipelineLog { get; } = new(settings.Options.LogLinesInMemory);

    /// <inheritdoc/>
    public LiveLog DiscoveryLog { get; } = new(settings.Options.LogLinesInMemory);

    /// <inheritdoc/>
    public LiveLog? CameraLog(CameraId camera) => shown?.LogOf(camera);

    /// <inheritdoc/>
    public async Task<Result<ProcessSnapshot>> FindProcessAsync(long processId, CancellationToken cancellationToken)
    {
        if (current.Process is { } live && live.ProcessId == processId)
        {
            return live;
        }

        if (!(await processes.FindAsync(processId, cancellationToken).ConfigureAwait(false)).TryGet(out var stored, out var failure))
        {
            return failure;
        }

        var duration = await usual.GetAsync(stored.Exposure.Flavor, cancellationToken).ConfigureAwait(false);
        return new ProcessProgress(stored, PlanOf(stored, mappings.Current), duration, options.LogLinesInMemory).Snapshot();
    }

    /// <summary>The stages of a process; none for a flavor without a mapping.</summary>
    internal static StagePlan PlanOf(StoredProcess process, MappingSet mappings) =>
        Flavors.Parse(process.Exposure.Flavor) is { IsSuccess: true } flavor && mappings.Flavors.TryGetValue(flavor.Value, out var mapping)
            ? StagePlan.Of(mapping)
            : StagePlan.None;

    /// <summary>Puts a new snapshot in place and tells everybody.</summary>
    internal void Publish(MonitorSnapshot snapshot, ProcessProgress? process)
    {
        shown = process;
        current = snapshot;
        Changed?.Invoke();
    }
}
