using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Orchestration.Disk;

/// <summary>A configuration that a test sets.</summary>
internal sealed class FixedConfiguration(ServiceConfiguration start) : IConfigurationDesk
{
    private volatile ServiceConfiguration current = start;

    public event Action? Changed;

    public ServiceConfiguration Current
    {
        get => current;
        set
        {
            current = value;
            Changed?.Invoke();
        }
    }

    public (string By, DateTimeOffset At)? LastChange => null;

    public Task<Result<Done>> SaveAsync(
        Actor actor,
        ServiceConfiguration configuration,
        DateTimeOffset? basedOn,
        CancellationToken cancellationToken
    )
    {
        Current = configuration;
        return Task.FromResult(Result<Done>.Success(Done.Value));
    }
}
