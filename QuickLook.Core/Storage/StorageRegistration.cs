using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuickLook.Core.Storage.Documents;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.History;
using QuickLook.Core.Storage.Import;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Retention;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Survey;
using QuickLook.Core.Storage.Trends;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Storage;

/// <summary>Registers this room.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the database, its migrator and the stores.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets the options; the connection string is needed.</param>
    public static IServiceCollection AddQuickLookStorage(this IServiceCollection services, Action<StorageOptions> configure)
    {
        services.AddOptions<StorageOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>());
        services.AddSingleton<QuickLookDatabase>();
        services.AddKeyedSingleton<DbDataSource>(
            QuickLookDatabase.JobSchema,
            (provider, key) => provider.GetRequiredService<QuickLookDatabase>().CreateSource((string)key)
        );
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<ExposureStore>();
        services.AddSingleton<ProcessStore>();
        services.AddSingleton<TransitionStore>();
        services.AddSingleton<IProcessList, ProcessListStore>();
        services.AddSingleton<DocumentStore>();
        services.AddSingleton<TrendStore>();
        services.AddSingleton<SurveyStore>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<ReprocessStore>();
        services.AddSingleton<ServiceStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<ChangeListener>();
        services.AddSingleton<HistoryStore>();
        services.AddSingleton<WriterFence>();
        services.AddSingleton<RetentionStore>();
        services.AddSingleton<ImportStore>();
        services.AddSingleton<RunWriter>();
        return services;
    }

    private sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
