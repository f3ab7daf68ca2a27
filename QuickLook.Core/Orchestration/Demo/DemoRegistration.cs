using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>Registers the demonstration.</summary>
public static class DemoRegistration
{
    /// <summary>Adds the feed, which runs as long as the host does. Claim a <see cref="DemoFolder"/> before anything is started in it.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets the options; source and raw-data root are needed.</param>
    public static IServiceCollection AddQuickLookDemo(this IServiceCollection services, Action<DemoFeedOptions> configure)
    {
        services.AddOptions<DemoFeedOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DemoFeedOptions>, DemoFeedOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<DemoFeed>();
        return services;
    }

    private sealed class DemoFeedOptionsCheck : IValidateOptions<DemoFeedOptions>
    {
        public ValidateOptionsResult Validate(string? name, DemoFeedOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
