using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Storage;

namespace QuickLook.Core.Analysis;

/// <summary>Registers this room.</summary>
public static class AnalysisRegistration
{
    /// <summary>Adds values over time as screens ask for them. Needs <see cref="StorageRegistration.AddQuickLookStorage"/>.</summary>
    /// <param name="services">Where to.</param>
    public static IServiceCollection AddQuickLookAnalysis(this IServiceCollection services)
    {
        services.AddSingleton<ITrendShelf, TrendShelf>();
        return services;
    }
}
