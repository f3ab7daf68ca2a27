using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Viewing.Logs;
using QuickLook.Core.Viewing.Spectra;

namespace QuickLook.Core.Viewing;

/// <summary>Registers spectra and run logs.</summary>
internal static class SpectraViewing
{
    /// <summary>Adds them. Needs the options of this room and the storage room.</summary>
    /// <param name="services">Where to.</param>
    public static IServiceCollection AddSpectraViewing(this IServiceCollection services)
    {
        services.AddSingleton<ISpectraShelf, SpectraShelf>();
        services.AddSingleton<IRunLogShelf, RunLogShelf>();
        return services;
    }
}
