using System.Collections.Concurrent;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>A configuration that a test may change behind a page's back.</summary>
public sealed class ScriptedConfigurationDesk : IConfigurationDesk
{
    public event Action? Changed;

    public ServiceConfiguration Current { get; private set; } = new();

    public (string By, DateTimeOffset At)? LastChange { get; private set; }

    public ConcurrentQueue<ServiceConfiguration> Saved { get; } = new();

    /// <summary>As if somebody else had saved.</summary>
    public void Set(ServiceConfiguration configuration, string by, DateTimeOffset at)
    {
        Current = configuration;
        LastChange = (by, at);
        Changed?.Invoke();
    }

    public Task<Result<Done>> SaveAsync(
        Actor actor,
        ServiceConfiguration configuration,
        DateTimeOffset? basedOn,
        CancellationToken cancellationToken
    )
    {
        if (basedOn != LastChange?.At)
        {
            return Task.FromResult<Result<Done>>(new Failure("somebody else has changed the configuration meanwhile"));
        }

        Saved.Enqueue(configuration);
        Set(configuration, actor.Name, (LastChange?.At ?? DateTimeOffset.UnixEpoch) + TimeSpan.FromMinutes(1));
        return Task.FromResult<Result<Done>>(Done.Value);
    }
}
