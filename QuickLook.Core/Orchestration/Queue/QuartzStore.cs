using Microsoft.Extensions.DependencyInjection;
using Quartz;
using QuickLook.Core.Storage;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>How Quartz keeps its jobs: in tables of its own schema, clustered, waking up by signal and not by polling.</summary>
internal static class QuartzStore
{
    /// <summary>Configures the store.</summary>
    public static void Configure(IPersistentStoreBuilder store)
    {
        store.UsePostgres(source =>
        {
            source.UseRegisteredDataSource = true;
            source.DataSourceServiceKey = QuickLookDatabase.JobSchema;
        });
        store.ProvisionSchema();
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(5);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
        });
        store.ConfigureStore(options =>
        {
            options.StoreJobDataAsStrings = true;
            options.DbRetryInterval = TimeSpan.FromSeconds(1);
            options.CommandTimeout = TimeSpan.FromSeconds(10);
        });
    }
}
