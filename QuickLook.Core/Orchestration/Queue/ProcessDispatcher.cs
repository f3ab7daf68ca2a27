using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// Gives free workers something to do: waiting cameras of processes in work first, oldest process first, then the next process of the queue. Woken by
/// signals, never by polling, but for a second look while the database is out of reach.
/// </summary>
internal sealed class ProcessDispatcher(
    WorkBoard board,
    ProcessStore processes,
    JobScheduler jobs,
    ProcessTracker tracker,
    DatabaseWriter writer,
    MappingStore mappings,
    UsualDurations usual,
    PipelineSwitch pipeline,
    Leadership leadership,
    RunFolders folders,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<ProcessDispatcher> logger
) : BackgroundService
{
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Says that there may be work or a free worker.</summary>
    public void Signal() => signal.Writer.TryWrite(true);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        var interrupted = board.EndAll(RunEnding.GivenBack, "a shutdown");
        await board
            .WhenIdle()
            .WaitAsync(settings.Options.StopPatience, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var process in interrupted)
        {
            tracker.GiveBack(process);
        }

        await jobs.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        tracker.ProcessEnded += OnProcessEnded;
        writer.Written += batch =>
            board.Forget(batch.Processes.Where(change => change.State != RunState.Queued).Select(change => change.ProcessId));
        pipeline.Changed += Signal;
        await leadership.Ready.WaitAsync(stoppingToken).ConfigureAwait(false);
        Signal();
        var lookAgain = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(lookAgain, stoppingToken).ConfigureAwait(false);
            try
            {
                lookAgain = pipeline.IsStarted && !await DispatchAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // The edge of a background task: dispatching goes on with the next signal.
                logger.LogError(bug, "Dispatching failed");
                lookAgain = true;
            }
        }
    }

    private async Task WaitAsync(bool lookAgain, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        if (lookAgain)
        {
            either.CancelAfter(SecondLook);
        }

        try
        {
            await signal.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Nobody signalled; it is time for the second look.
        }
    }

    // False when the database did not answer and it must be tried again.
    private async Task<bool> DispatchAsync(CancellationToken cancellationToken)
    {
        while (pipeline.IsStarted && board.Busy < settings.Options.Workers)
        {
            if (board.HandOut() is { } order)
            {
                if ((await jobs.ScheduleAsync(order, cancellationToken).ConfigureAwait(false)).Failure is { } unscheduled)
                {
                    tracker.OutOfReach(unscheduled);
                    board.PutBack(order);
                    return false;
                }

                continue;
            }

            var next = await processes.NextQueuedAsync(board.Taken, 1, cancellationToken).ConfigureAwait(false);
            if (!next.TryGet(out var queued, out var unread))
            {
                tracker.OutOfReach(unread);
                return false;
            }

            if (queued.Count == 0)
            {
                break;
            }

            var duration = await usual.GetAsync(queued[0].Exposure.Flavor, cancellationToken).ConfigureAwait(false);
            var set = mappings.Current;
            board.Add(queued[0], set);
            tracker.Taken(queued[0], set, duration);
        }

        return true;
    }

    private void OnProcessEnded(StoredProcess process, RunState state)
    {
        board.Remove(process.Id);
        usual.Forget(process.Exposure.Flavor);
        if (state is RunState.Succeeded or RunState.PartlyFailed && folders.PointAt(process).Failure is { } failure)
        {
            tracker.Tell(RunLogLevel.Warning, $"Process {process.Id}: {failure}");
        }

        Signal();
    }
}
