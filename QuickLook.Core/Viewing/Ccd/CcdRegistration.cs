using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Registers the images of CCDs.</summary>
public static class CcdRegistration
{
    /// <summary>Adds images and traces; called by <see cref="ViewingRegistration.AddQuickLookViewing"/>, whose options they use.</summary>
    /// <param name="services">Where to.</param>
    public static IServiceCollection AddCcdViewing(this IServiceCollection services)
    {
        services.AddOptions<CcdOptions>().BindConfiguration(CcdOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CcdOptions>, OptionsCheck>());
        services.TryAddSingleton<ICcdExposures, CcdExposures>();
        services.TryAddSingleton<CcdShelf>();
        services.TryAddSingleton<CcdTraceShelf>();
        return services;
    }

    private sealed class OptionsCheck : IValidateOptions<CcdOptions>
    {
        public ValidateOptionsResult Validate(string? name, CcdOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
