using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuickLook.Core.Storage;
using QuickLook.Core.Viewing.Ccd;

namespace QuickLook.Core.Viewing;

/// <summary>Registers this room.</summary>
public static class ViewingRegistration
{
    /// <summary>Adds the results of processes as screens ask for them. Needs <see cref="StorageRegistration.AddQuickLookStorage"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets the options; the two roots are needed.</param>
    public static IServiceCollection AddQuickLookViewing(this IServiceCollection services, Action<ViewingOptions> configure)
    {
        services.AddOptions<ViewingOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ViewingOptions>, OptionsCheck>());
        services.AddSingleton<IResultShelf, ResultShelf>();
        services.AddCcdViewing();
        services.AddSpectraViewing();
        return services;
    }

    private sealed class OptionsCheck : IValidateOptions<ViewingOptions>
    {
        public ValidateOptionsResult Validate(string? name, ViewingOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
