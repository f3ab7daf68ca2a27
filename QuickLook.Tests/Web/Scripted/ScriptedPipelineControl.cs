using System.Collections.Concurrent;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Takes commands and remembers them.</summary>
public sealed class ScriptedPipelineControl : IPipelineControl
{
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>What every command answers; null for success.</summary>
    public Failure? Refusal { get; set; }

    public Task<Result<Done>> StartAsync(Actor actor, CancellationToken cancellationToken) => Answer($"start by {actor.Name}");

    public Task<Result<Done>> StopAsync(Actor actor, CancellationToken cancellationToken) => Answer($"stop by {actor.Name}");

    public Task<Result<Done>> ResetMonitorAsync(Actor actor, CancellationToken cancellationToken) => Answer($"reset by {actor.Name}");

    public Task<Result<ClearPlan>> PlanClearAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ClearPlan>>(new ClearPlan(46, 12_400_000_000, 38_000_000));

    public Task<Result<ClearPlan>> ClearAsync(Actor actor, bool reductions, bool logs, CancellationToken cancellationToken)
    {
        Commands.Enqueue($"clear by {actor.Name}, reductions {reductions}, logs {logs}");
        var (products, files) = (reductions ? 12_400_000_000 : 0, logs ? 38_000_000 : 0);
        return Task.FromResult<Result<ClearPlan>>(Refusal is null ? new ClearPlan(46, products, files) : Refusal);
    }

    private Task<Result<Done>> Answer(string command)
    {
        Commands.Enqueue(command);
        return Task.FromResult<Result<Done>>(Refusal is null ? Done.Value : Refusal);
    }
}
