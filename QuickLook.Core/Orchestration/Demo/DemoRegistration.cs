using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>Registers the demonstration.</summary>
public static class DemoRegistration
{
    /// <summary>
    /// Adds the feed, which runs as long as the host does. Needs <see cref="OrchestrationRegistration.AddQuickLookOrchestration"/>. Claim a
    /// <see cref="DemoFolder"/> before anything is started in it.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets the options; the folder is needed.</param>
    public static IServiceCollection AddQuickLookDemo(this IServiceCollection services, Action<DemoOptions> configure)
    {
        services.AddOptions<DemoOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DemoOptions>, DemoOptionsCheck>());
        services.AddSingleton<DemoPast>();
        services.AddHostedService<DemoFeed>();
        return services;
    }

    private sealed class DemoOptionsCheck : IValidateOptions<DemoOptions>
    {
        public ValidateOptionsResult Validate(string? name, DemoOptions options) =>
            options.Faulty().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
