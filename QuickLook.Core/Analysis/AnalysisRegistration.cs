using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Storage;

namespace QuickLook.Core.Analysis;

/// <summary>Registers this room.</summary>
public static class AnalysisRegistration
{
    /// <summary>
    /// Adds values over time and the survey as screens ask for them. Needs <see cref="StorageRegistration.AddQuickLookStorage"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="survey">Sets what the survey is told; null for no planned tiles.</param>
    public static IServiceCollection AddQuickLookAnalysis(this IServiceCollection services, Action<SurveyOptions>? survey = null)
    {
        services.AddOptions<SurveyOptions>().Configure(options => survey?.Invoke(options));
        services.AddSingleton<ITrendShelf, TrendShelf>();
        services.AddSingleton<TileList>();
        services.AddSingleton<ISurveyShelf, SurveyShelf>();
        return services;
    }
}
