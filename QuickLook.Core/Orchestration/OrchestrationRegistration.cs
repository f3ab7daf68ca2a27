using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Orchestration.Discovery;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Orchestration.History;
using QuickLook.Core.Orchestration.Import;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Orchestration.Queue;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Core.Orchestration;

/// <summary>Registers this room.</summary>
public static class OrchestrationRegistration
{
    /// <summary>
    /// Adds discovery, queue, jobs, live state and commands. Needs <see cref="StorageRegistration.AddQuickLookStorage"/>, an
    /// <see cref="Pipeline.Engines.IEngineRack"/>, an opened <see cref="Mappings.MappingStore"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configure">Sets the options; the three roots are needed.</param>
    public static IServiceCollection AddQuickLookOrchestration(this IServiceCollection services, Action<OrchestrationOptions> configure)
    {
        services.AddOptions<OrchestrationOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OrchestrationOptions>, OptionsCheck>());
        services.AddSingleton<OrchestrationSettings>();
        services.AddSingleton<PipelineSwitch>();
        services.AddSingleton<SteadyClock>();
        services.AddSingleton<WorkBoard>();
        services.AddSingleton<QueueGate>();
        services.AddSingleton<ExposureAnswers>();
        services.AddSingleton<ProcessStopping>();
        services.AddSingleton<ConfigurationDesk>();
        services.AddSingleton<IConfigurationDesk>(provider => provider.GetRequiredService<ConfigurationDesk>());
        services.AddSingleton<IMappingDesk, MappingDesk>();
        services.AddSingleton<RunFolders>();
        services.AddSingleton<UsualDurations>();
        services.AddSingleton<NightHistory>();
        services.AddSingleton<ResultImport>();
        services.AddSingleton<ServiceLock>();
        services.AddSingleton<Restart>();
        services.AddSingleton<CameraRunner>();
        services.AddSingleton<JobScheduler>();
        services.AddSingleton<ArrivalDesk>();
        services.AddSingleton<ExposureRegistrar>();
        services.AddSingleton<FibermapRegistrar>();
        services.AddSingleton<LiveState>();
        services.AddSingleton<ILiveState>(provider => provider.GetRequiredService<LiveState>());
        services.AddSingleton<IPipelineControl, PipelineControl>();
        services.AddSingleton<IQueueControl, QueueControl>();
        AddDisk(services);
        services.AddTransient<CameraJob>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "QuickLook");
            quartz.UsePersistentStore(QuartzStore.Configure);
        });
        services.AddOptions<QuartzOptions>().Configure(quartz => quartz.Scheduling.IgnoreDuplicates = true);

        // Services stop in the reverse order: discovery first, then what runs, then the record of it, then the writing down, and only when
        // everything is written another service may take over.
        AddHosted<Leadership>(services);
        AddHosted<DatabaseWriter>(services);
        AddHosted<ProcessTracker>(services);
        AddHosted<MappingNotice>(services);
        AddHosted<ClockWatch>(services);
        AddHosted<DiskWatch>(services);
        AddHosted<DiskCensus>(services);
        AddHosted<Retention>(services);
        AddHosted<ProcessDispatcher>(services);
        AddHosted<QueueWatch>(services);
        AddHosted<ExposureWatcher>(services);
        return services;
    }

    private static void AddDisk(IServiceCollection services)
    {
        services.TryAddSingleton<IVolumes, MountedVolumes>();
        services.AddSingleton<RunDisk>();
        services.AddSingleton<AnswerLinks>();
        services.AddSingleton<ProcessRemoval>();
        services.AddSingleton<ClearPlanner>();
        services.AddSingleton<RetentionPlanner>();
        services.AddSingleton<RawRemoval>();
        services.AddSingleton<IDiskControl, DiskControl>();
    }

    private static void AddHosted<T>(IServiceCollection services)
        where T : class, Microsoft.Extensions.Hosting.IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }

    private sealed class OptionsCheck : IValidateOptions<OrchestrationOptions>
    {
        public ValidateOptionsResult Validate(string? name, OrchestrationOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
