using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Control;

/// <summary>Takes up what the last service left: whether the pipeline was started, its logs and processes, what it was in the middle of.</summary>
internal sealed class Restart(
    ProcessStore processes,
    ServiceStore service,
    JobScheduler jobs,
    MappingStore mappings,
    UsualDurations usual,
    PipelineSwitch pipeline,
    LiveState live,
    ProcessTracker tracker,
    ConfigurationDesk desk,
    ExposureAnswers answers,
    OrchestrationSettings settings,
    TimeProvider time
)
{
    private const int RecentProcesses = 12;

    /// <summary>Setting with the moment of the last reset: older lines and processes stay in the database only.</summary>
    public const string ResetKey = "monitor_reset_at";

    /// <summary>Restores everything; may be repeated after a failure.</summary>
    public async Task<Result<Done>> RestoreAsync(CancellationToken cancellationToken)
    {
        var stored = await service.ListSettingsAsync(cancellationToken).ConfigureAwait(false);
        var interrupted = stored.IsSuccess
            ? await processes.RequeueInterruptedAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false)
            : stored.Failure;
        var recent = await processes.ListRecentAsync(RecentProcesses, cancellationToken).ConfigureAwait(false);
        var announced = await desk.AnnounceAsync(cancellationToken).ConfigureAwait(false);
        var configured = announced.IsSuccess ? await desk.LoadAsync(cancellationToken).ConfigureAwait(false) : announced;
        if ((stored.Failure ?? interrupted.Failure ?? recent.Failure ?? configured.Failure) is { } failure)
        {
            return failure;
        }

        var resetAt = stored.Value.GetValueOrDefault(ResetKey)?.ChangedAt ?? DateTimeOffset.MinValue;
        if ((await RestoreLogsAsync(resetAt, cancellationToken).ConfigureAwait(false)).Failure is { } unread)
        {
            return unread;
        }

        await answers.RepairAsync(cancellationToken).ConfigureAwait(false);
        await jobs.StartAsync(cancellationToken).ConfigureAwait(false);
        var latest = recent.Value.FirstOrDefault(row => row.EndedAt is { } ended && ended > resetAt);
        tracker.Restore(
            recent.Value.Where(row => row.EndedAt is not null).Reverse(),
            latest is null ? null : await ProgressOfAsync(latest.Id, cancellationToken).ConfigureAwait(false)
        );
        var isStarted = stored.Value.GetValueOrDefault(PipelineSwitch.Key)?.Value != PipelineSwitch.Stopped;
        tracker.Report(board => board.SetPipeline(isStarted, stopping: false));
        if (interrupted.Value > 0)
        {
            tracker.Tell(
                RunLogLevel.Warning,
                $"The service ended in the middle of {interrupted.Value} process(es); they are processed again"
            );
        }

        if (stored.Value.TryGetValue(PipelineSwitch.PauseKey, out var paused) && Enum.TryParse<QueuePause>(paused.Value, out var pause))
        {
            pipeline.Set(pause);
        }

        pipeline.Set(isStarted);
        return Done.Value;
    }

    private async Task<ProcessProgress?> ProgressOfAsync(long processId, CancellationToken cancellationToken)
    {
        var found = await processes.FindAsync(processId, cancellationToken).ConfigureAwait(false);
        return found.IsSuccess
            ? new ProcessProgress(
                found.Value,
                LiveState.PlanOf(found.Value, mappings.Current),
                await usual.GetAsync(found.Value.Exposure.Flavor, cancellationToken).ConfigureAwait(false),
                settings.Options.LogLinesInMemory
            )
            : null;
    }

    private async Task<Result<Done>> RestoreLogsAsync(DateTimeOffset resetAt, CancellationToken cancellationToken)
    {
        foreach (var (log, lines) in new[] { (ServiceLog.Pipeline, live.PipelineLog), (ServiceLog.Discovery, live.DiscoveryLog) })
        {
            await service.PruneLogAsync(log, cancellationToken).ConfigureAwait(false);
            var stored = await service
                .ListLogAsync(log, resetAt, settings.Options.LogLinesInMemory, cancellationToken)
                .ConfigureAwait(false);
            if (stored.Failure is { } failure)
            {
                return failure;
            }

            if (lines.LastSequence == 0)
            {
                Fill(lines, stored.Value);
            }
        }

        return Done.Value;
    }

    private static void Fill(LiveLog lines, IReadOnlyList<StoredLogLine> stored)
    {
        foreach (var line in stored)
        {
            CameraId? camera = CameraId.Parse(line.Camera).TryGet(out var parsed, out _) ? parsed : null;
            lines.Append(line.At, line.Level, line.Text, camera, line.Logger, line.Verdict);
        }
    }
}
