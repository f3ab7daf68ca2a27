using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Takes commands to the queue and remembers them.</summary>
public sealed class ScriptedQueueControl : IQueueControl
{
    public ConcurrentQueue<string> Commands { get; } = new();

    public ConcurrentQueue<ReprocessOrder> Orders { get; } = new();

    /// <summary>What every command answers; null for success.</summary>
    public Failure? Refusal { get; set; }

    /// <summary>What an order to process again is refused, by exposure.</summary>
    public ImmutableArray<(ExposureId, string)> Refused { get; set; } = [];

    public Task<Result<Done>> PauseAsync(Actor actor, QueuePause pause, CancellationToken cancellationToken) =>
        Answer($"pause {pause} by {actor.Name}");

    public Task<Result<Done>> MoveAsync(Actor actor, long processId, QueuePlace place, CancellationToken cancellationToken) =>
        Answer($"move {processId} to {place} by {actor.Name}");

    public Task<Result<Done>> CancelAsync(Actor actor, long processId, CancellationToken cancellationToken) =>
        Answer($"cancel {processId} by {actor.Name}");

    public Task<Result<int>> CancelWaitingAsync(Actor actor, ProcessLane? lane, CancellationToken cancellationToken)
    {
        Commands.Enqueue($"cancel {(lane is { } one ? one : "everything")} by {actor.Name}");
        return Task.FromResult<Result<int>>(Refusal is null ? 3 : Refusal);
    }

    public Task<Result<ReprocessReport>> ReprocessAsync(Actor actor, ReprocessOrder order, CancellationToken cancellationToken)
    {
        Orders.Enqueue(order);
        var queued = order.ExposureIds.Take(order.ExposureIds.Length - Refused.Length).Select(id => 5000 + id);
        return Task.FromResult<Result<ReprocessReport>>(Refusal is null ? new ReprocessReport([.. queued], Refused) : Refusal);
    }

    public Task<Result<Done>> PinAsync(Actor actor, long processId, CancellationToken cancellationToken) =>
        Answer($"pin {processId} by {actor.Name}");

    public Task<Result<Done>> UnpinAsync(Actor actor, long exposureId, CancellationToken cancellationToken) =>
        Answer($"unpin {exposureId} by {actor.Name}");

    private Task<Result<Done>> Answer(string command)
    {
        Commands.Enqueue(command);
        return Task.FromResult<Result<Done>>(Refusal is null ? Done.Value : Refusal);
    }
}
