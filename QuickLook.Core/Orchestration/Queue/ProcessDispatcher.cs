using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// Gives free workers something to do: cameras of live processes first, then those of the backlog; within a lane those of processes in work first, in
/// the order of the queue. Woken by signals, never by polling, but for a second look while the database is out of reach, and at the moment at which a
/// camera may be tried again.
/// </summary>
internal sealed class ProcessDispatcher(
    WorkBoard board,
    QueueStore queue,
    QueueGate gate,
    JobScheduler jobs,
    ProcessTracker tracker,
    DatabaseWriter writer,
    MappingStore mappings,
    UsualDurations usual,
    PipelineSwitch pipeline,
    Leadership leadership,
    ConfigurationDesk desk,
    IEngineRack engines,
    ExposureAnswers answers,
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

        // Cameras that run may come to their end in a short while; what is left then goes back to the queue.
        var interrupted = board.Hold(RunEnding.GivenBack, "a shutdown");
        await QuietAsync(interrupted, settings.Options.FinishPatience, cancellationToken).ConfigureAwait(false);
        board.Cancel(interrupted);
        await QuietAsync(interrupted, settings.Options.StopPatience, cancellationToken).ConfigureAwait(false);
        foreach (var process in interrupted)
        {
            tracker.GiveBack(process);
        }

        try
        {
            await tracker.FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            await answers.Settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await jobs.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        tracker.ProcessEnded += OnProcessEnded;
        writer.Written += batch =>
            board.Forget(batch.Processes.Where(change => change.State != RunState.Queued).Select(change => change.ProcessId));
        pipeline.Changed += Signal;
        desk.Changed += Signal;
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

    private Task QuietAsync(IReadOnlyCollection<long> processes, TimeSpan patience, CancellationToken cancellationToken) =>
        board
            .WhenQuietAsync(processes)
            .WaitAsync(patience, time, cancellationToken)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task WaitAsync(bool lookAgain, CancellationToken stoppingToken)
    {
        TimeSpan? pause = lookAgain ? SecondLook : null;
        if (board.UntilDue() is { } untilDue && untilDue > TimeSpan.Zero)
        {
            pause = pause is { } shorter && shorter < untilDue ? shorter : untilDue;
        }

        using var timer = new CancellationTokenSource(pause ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timer.Token);
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
        while (pipeline.IsStarted && board.Busy < desk.Workers)
        {
            // A live process that waits goes before the cameras of the backlog that wait, also before those of a process that has begun.
            var lane = board.NextLane();
            var taken =
                lane == ProcessLane.Live ? Result<bool>.Success(false) : await TakeAsync(lane, cancellationToken).ConfigureAwait(false);
            if (!taken.TryGet(out _, out var unread))
            {
                tracker.OutOfReach(unread);
                return false;
            }

            if (board.HandOut() is not { } order)
            {
                if (taken.Value)
                {
                    continue;
                }

                break;
            }

            if ((await jobs.ScheduleAsync(order, cancellationToken).ConfigureAwait(false)).Failure is { } unscheduled)
            {
                tracker.OutOfReach(unscheduled);
                board.PutBack(order, order.Attempt, order.Failures, TimeSpan.Zero);
                return false;
            }
        }

        return true;
    }

    // Takes the next process of the queue; while cameras of the backlog wait only a live one.
    private async Task<Result<bool>> TakeAsync(ProcessLane? waitingLane, CancellationToken cancellationToken)
    {
        if (pipeline.Pause == QueuePause.Everything)
        {
            return false;
        }

        var late = await queue.MoveLateAsync(time.GetUtcNow() - desk.Current.AllowedDelay, cancellationToken).ConfigureAwait(false);
        if (late.Failure is { } unmoved)
        {
            return unmoved;
        }

        foreach (var exposure in late.Value)
        {
            tracker.Tell(RunLogLevel.Warning, $"{exposure} has waited longer than {desk.Current.AllowedDelay} and goes to the backlog");
        }

        using (await gate.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            // Behind the gate it is what the last command says: nothing is taken after a pause has been granted.
            var pause = pipeline.Pause;
            if (pause == QueuePause.Everything)
            {
                return false;
            }

            var isLiveOnly = waitingLane is not null || pause == QueuePause.Backlog;
            var lastLane = isLiveOnly ? ProcessLane.Live : ProcessLane.Backlog;
            var next = await queue.NextAsync(board.Taken, lastLane, cancellationToken).ConfigureAwait(false);
            if (next.Failure is { } unread)
            {
                return unread;
            }

            if (next.Value is not { } process)
            {
                return false;
            }

            var setup = await SetUpAsync(process, cancellationToken).ConfigureAwait(false);
            board.Add(process, setup);
            tracker.Taken(process, setup);
            return true;
        }
    }

    private async Task<ProcessSetup> SetUpAsync(StoredProcess process, CancellationToken cancellationToken)
    {
        var configuration = desk.Current;
        var duration = await usual.GetAsync(process.Exposure.Flavor, cancellationToken).ConfigureAwait(false);
        var flavor = Flavors.Parse(process.Exposure.Flavor);
        var engine = flavor.IsSuccess ? configuration.EngineFor(process.RequestedEngine, flavor.Value) : configuration.DefaultEngine;
        return new ProcessSetup(
            mappings.Current,
            engine,
            engines.Find(engine),
            duration,
            configuration.TimeLimit.Of(duration.Camera),
            ConfigurationJson.Write(configuration)
        );
    }

    private void OnProcessEnded(StoredProcess process, RunState state)
    {
        board.Remove(process.Id);
        usual.Forget(process.Exposure.Flavor);
        if (state is RunState.Succeeded or RunState.PartlyFailed)
        {
            answers.Ended(process);
        }

        Signal();
    }
}
