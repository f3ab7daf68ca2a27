using System.Collections.Concurrent;
using QuickLook.Core.Access;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Remembers what was asked to be written; writes nothing.</summary>
public sealed class ScriptedMappingDesk : IMappingDesk
{
    public ConcurrentQueue<(Actor Actor, TextsChange Change)> Saved { get; } = new();

    /// <summary>What every change is answered with; null for success.</summary>
    public Failure? Failure { get; set; }

    public Task<Result<Done>> SaveTextsAsync(Actor actor, TextsChange change, CancellationToken cancellationToken)
    {
        Saved.Enqueue((actor, change));
        return Task.FromResult<Result<Done>>(Failure is { } why ? why : Done.Value);
    }
}
