using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration.Control;

/// <inheritdoc cref="IQueueControl"/>
internal sealed class QueueControl(
    QueueStore queue,
    ReprocessStore repeating,
    ProcessStore processes,
    AuditStore audit,
    QueueGate gate,
    QueueWatch watch,
    WorkBoard board,
    PipelineSwitch pipeline,
    ProcessStopping stopping,
    ExposureAnswers answers,
    ProcessTracker tracker,
    ConfigurationDesk desk,
    IEngineRack engines,
    Leadership leadership,
    TimeProvider time
) : IQueueControl
{
    private const int MostNamed = 20;

    /// <inheritdoc/>
    public Task<Result<Done>> PauseAsync(Actor actor, QueuePause pause, CancellationToken cancellationToken) =>
        CommandAsync<Done>(
            actor,
            "queue.pause",
            Words(pause),
            async () =>
            {
                tracker.Commanded(
                    Actor.System,
                    "setting",
                    $"{PipelineSwitch.PauseKey} {pause}",
                    (PipelineSwitch.PauseKey, pause.ToString())
                );
                tracker.Tell(RunLogLevel.Warning, $"{actor.Name}: {Words(pause)}");
                using (await gate.EnterAsync(cancellationToken).ConfigureAwait(false))
                {
                    pipeline.Set(pause);
                }

                return await watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<Done>> MoveAsync(Actor actor, long processId, QueuePlace place, CancellationToken cancellationToken) =>
        CommandAsync<Done>(
            actor,
            "queue.move",
            $"process {processId} to {place}",
            async () =>
            {
                using var turn = await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
                if (board.Taken.Contains(processId))
                {
                    return DoesNotWait(processId);
                }

                var moved = await queue.MoveAsync(processId, place, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                if (moved.Failure is { } unmoved)
                {
                    return unmoved;
                }

                return moved.Value ? await watch.RefreshAsync(cancellationToken).ConfigureAwait(false) : DoesNotWait(processId);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<Done>> CancelAsync(Actor actor, long processId, CancellationToken cancellationToken) =>
        CommandAsync<Done>(
            actor,
            "queue.cancel",
            $"process {processId}",
            async () =>
            {
                var ended = await CancelWaitingAsync(actor, processId, lane: null, cancellationToken).ConfigureAwait(false);
                if (ended.Failure is { } failure)
                {
                    return failure;
                }

                if (ended.Value > 0)
                {
                    return Done.Value;
                }

                tracker.Tell(RunLogLevel.Warning, $"{actor.Name} stops process {processId}");
                var stopped = await stopping.StopAsync(actor.Name, processId).ConfigureAwait(false);
                return stopped.Count > 0 ? Done.Value : new Failure($"process {processId} neither waits nor runs");
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<int>> CancelWaitingAsync(Actor actor, ProcessLane? lane, CancellationToken cancellationToken) =>
        CommandAsync(
            actor,
            "queue.cancel_waiting",
            lane is { } one ? $"{one}" : "both lanes",
            () => CancelWaitingAsync(actor, processId: null, lane, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<ReprocessReport>> ReprocessAsync(Actor actor, ReprocessOrder order, CancellationToken cancellationToken)
    {
        if (order.ExposureIds.IsDefaultOrEmpty || order.ExposureIds.Length > ReprocessOrder.MostExposures)
        {
            return Task.FromResult<Result<ReprocessReport>>(
                new Failure(
                    $"choose 1 to {ReprocessOrder.MostExposures} exposures; {(order.ExposureIds.IsDefault ? 0 : order.ExposureIds.Length)} are chosen"
                )
            );
        }

        if (order.Engine.Length > 0 && engines.Find(order.Engine).Failure is { } unknown)
        {
            return Task.FromResult<Result<ReprocessReport>>(unknown);
        }

        return CommandAsync(
            actor,
            "exposure.reprocess",
            Describe(order),
            () => RepeatAsync(actor, order, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<Result<Done>> PinAsync(Actor actor, long processId, CancellationToken cancellationToken) =>
        CommandAsync<Done>(
            actor,
            "exposure.pin",
            $"process {processId}",
            async () =>
            {
                var found = await processes.FindAsync(processId, cancellationToken).ConfigureAwait(false);
                if (!found.TryGet(out var process, out var missing))
                {
                    return missing;
                }

                return process.State is RunState.Succeeded or RunState.PartlyFailed
                    ? await PinAsync(process.Exposure.Id, processId, actor, cancellationToken).ConfigureAwait(false)
                    : new Failure($"process {processId} has no results that could be the exposure's answer");
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<Done>> UnpinAsync(Actor actor, long exposureId, CancellationToken cancellationToken) =>
        CommandAsync(
            actor,
            "exposure.unpin",
            $"exposure id {exposureId}",
            () => PinAsync(exposureId, processId: null, actor, cancellationToken),
            cancellationToken
        );

    private static string Words(QueuePause pause) =>
        pause switch
        {
            QueuePause.Everything => "the queue rests",
            QueuePause.Backlog => "the backlog rests",
            _ => "the queue goes on",
        };

    private static Failure DoesNotWait(long processId) => new($"process {processId} does not wait any more");

    private static string Describe(ReprocessOrder order)
    {
        var ids = string.Join(", ", order.ExposureIds.Take(MostNamed));
        var more = order.ExposureIds.Length > MostNamed ? $" and {order.ExposureIds.Length - MostNamed} more" : string.Empty;
        var cameras = order.Cameras.IsDefaultOrEmpty ? "all cameras" : string.Join(", ", order.Cameras);
        var engine = order.Engine.Length == 0 ? "the configured engine" : order.Engine;
        return $"exposure ids {ids}{more}; {cameras}; {engine}; {order.Lane}";
    }

    private async Task<Result<int>> CancelWaitingAsync(Actor actor, long? processId, ProcessLane? lane, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredProcess> ended;
        using (await gate.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            var reason = $"cancelled by {actor.Name} before it began";
            var cancelled = await queue
                .CancelAsync(processId, lane, board.Taken, reason, time.GetUtcNow(), cancellationToken)
                .ConfigureAwait(false);
            if (cancelled.Failure is { } failure)
            {
                return failure;
            }

            ended = cancelled.Value;
        }

        foreach (var process in ended)
        {
            tracker.EndedBeforehand(process);
        }

        var refreshed = await watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        await tracker.FlushAsync().ConfigureAwait(false);
        return refreshed.Map(_ => ended.Count);
    }

    private async Task<Result<ReprocessReport>> RepeatAsync(Actor actor, ReprocessOrder order, CancellationToken cancellationToken)
    {
        var queued = new List<long>();
        var refused = new List<(ExposureId, string)>();
        foreach (var exposureId in order.ExposureIds.Distinct())
        {
            var wanted = new RepeatedProcess
            {
                ExposureId = exposureId,
                Cameras = order.Cameras.IsDefaultOrEmpty ? desk.Current.Cameras : order.Cameras,
                ExpectedCameras = desk.ExpectedCameras,
                Engine = order.Engine,
                Lane = order.Lane,
                RequestedBy = actor.Name,
                At = time.GetUtcNow(),
            };
            var made = await repeating.EnqueueAsync(wanted, cancellationToken).ConfigureAwait(false);
            if (made.TryGet(out var process, out var failure))
            {
                queued.Add(process.Id);
            }
            else if (failure.Kind == FailureKind.Transient)
            {
                return failure;
            }
            else
            {
                refused.Add((await NumberAsync(exposureId, cancellationToken).ConfigureAwait(false), failure.ToString()));
            }
        }

        tracker.Tell(RunLogLevel.Info, $"{actor.Name} asked to process {queued.Count} exposure(s) again");
        var refreshed = await watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return refreshed.Map(_ => new ReprocessReport([.. queued], [.. refused]));
    }

    // The number that people know; the surrogate id where there is no such exposure.
    private async Task<ExposureId> NumberAsync(long exposureId, CancellationToken cancellationToken) =>
        (await repeating.FindNumberAsync(exposureId, cancellationToken).ConfigureAwait(false)).Or(null) ?? new ExposureId((int)exposureId);

    private async Task<Result<Done>> PinAsync(long exposureId, long? processId, Actor actor, CancellationToken cancellationToken)
    {
        var pinned = await repeating.PinAsync(exposureId, processId, actor.Name, cancellationToken).ConfigureAwait(false);
        return pinned.IsSuccess ? await answers.RefreshAsync(exposureId, cancellationToken).ConfigureAwait(false) : pinned;
    }

    // Who may not is told so and written down; who may is written down before anything happens.
    private async Task<Result<T>> CommandAsync<T>(
        Actor actor,
        string action,
        string detail,
        Func<Task<Result<T>>> command,
        CancellationToken cancellationToken
    )
    {
        if (!actor.May(Permission.Operate))
        {
            await audit.AppendAsync(actor, $"{action}.refused", detail, cancellationToken).ConfigureAwait(false);
            return new Failure($"{actor.Name} may not change the queue");
        }

        if (leadership.WhyNoCommands is { } standby)
        {
            return standby;
        }

        var audited = await audit.AppendAsync(actor, action, detail, cancellationToken).ConfigureAwait(false);
        return audited.Failure is { } unaudited ? unaudited : await command().ConfigureAwait(false);
    }
}
