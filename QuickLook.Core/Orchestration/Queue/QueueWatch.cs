using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// Follows the queue and the settings in the database, whoever changes them: this service, a command line, another service before it. Woken by the
/// database itself, and now and then on its own in case a message was lost.
/// </summary>
internal sealed class QueueWatch(
    QueueStore queue,
    ChangeListener changes,
    WorkBoard board,
    ProcessDispatcher dispatcher,
    ProcessTracker tracker,
    PipelineSwitch pipeline,
    ConfigurationDesk desk,
    Leadership leadership,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<QueueWatch> logger
) : BackgroundService
{
    // Bursts of registrations cost one look.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the queue at once, so that the next snapshot shows it.</summary>
    public async Task<Result<Done>> RefreshAsync(CancellationToken cancellationToken)
    {
        var stored = await queue.ListAsync(board.Taken, QueueSnapshot.MostListed, cancellationToken).ConfigureAwait(false);
        if (stored.TryGet(out var waiting, out var failure))
        {
            tracker.Queued(ToSnapshot(waiting));
            return Done.Value;
        }

        return failure;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await leadership.Ready.WaitAsync(stoppingToken).ConfigureAwait(false);
        pipeline.Changed += () => _ = RefreshAsync(CancellationToken.None);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
                await changes.WaitAsync(settings.Options.FullSweepPeriod, stoppingToken).ConfigureAwait(false);
                await Task.Delay(Gathering, time, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // The edge of a background task: the queue is followed on at the next look.
                logger.LogError(bug, "The queue could not be followed");
                await Task.Delay(Gathering * 10, time, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var read = await RefreshAsync(cancellationToken).ConfigureAwait(false);
        var loaded = read.IsSuccess ? await desk.LoadAsync(cancellationToken).ConfigureAwait(false) : read;
        if (loaded.Failure is { } failure)
        {
            tracker.OutOfReach(failure);
        }

        dispatcher.Signal();
    }

    private QueueSnapshot ToSnapshot(StoredQueue stored) =>
        new(
            stored.Live,
            stored.Backlog,
            pipeline.Pause,
            [
                .. stored.First.Select(
                    (each, index) =>
                        new QueuedProcess(
                            each.Id,
                            index + 1,
                            each.Lane,
                            each.Exposure,
                            each.Night,
                            each.Flavor,
                            each.Program,
                            each.Cameras,
                            each.Engine,
                            each.QueuedAt,
                            each.RequestedBy
                        )
                ),
            ]
        );
}
