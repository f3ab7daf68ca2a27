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

    private Task<Result<Done>> Answer(string command)
    {
        Commands.Enqueue(command);
        return Task.FromResult<Result<Done>>(Refusal is null ? Done.Value : Refusal);
    }
}
