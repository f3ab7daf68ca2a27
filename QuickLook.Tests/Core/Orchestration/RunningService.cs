using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>The whole service without its web part, as the composition root builds it.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly IHost host;
    private readonly MappingStore mappings;

    private RunningService(IHost host, MappingStore mappings)
    {
        this.host = host;
        this.mappings = mappings;
        Live = host.Services.GetRequiredService<ILiveState>();
        Control = host.Services.GetRequiredService<IPipelineControl>();
    }

    public ILiveState Live { get; }

    public IPipelineControl Control { get; }

    public IServiceProvider Services => host.Services;

    public ProcessStore Processes => host.Services.GetRequiredService<ProcessStore>();

    public ServiceStore Service => host.Services.GetRequiredService<ServiceStore>();

    public IQueueControl Queue => host.Services.GetRequiredService<IQueueControl>();

    public IConfigurationDesk Configuration => host.Services.GetRequiredService<IConfigurationDesk>();

    public TransitionStore Transitions => host.Services.GetRequiredService<TransitionStore>();

    public AuditStore Audit => host.Services.GetRequiredService<AuditStore>();

    public MonitorSnapshot Now => Live.Current;

    public IEnumerable<string> PipelineLog => Live.PipelineLog.After(0).Select(line => line.Text);

    public IEnumerable<string> DiscoveryLog => Live.DiscoveryLog.After(0).Select(line => line.Text);

    public static Task<RunningService> StartAsync(
        string connectionString,
        Observatory observatory,
        IPipelineEngine engine,
        Action<OrchestrationOptions>? configure = null,
        string? mappingFolder = null
    ) => StartAsync(connectionString, observatory.RawRoot, observatory.OutputRoot, engine, configure, mappingFolder);

    public static async Task<RunningService> StartAsync(
        string connectionString,
        string rawRoot,
        string outputRoot,
        IPipelineEngine engine,
        Action<OrchestrationOptions>? configure = null,
        string? mappingFolder = null,
        Action<IServiceCollection>? services = null
    )
    {
        var service = await BuildAsync(connectionString, rawRoot, outputRoot, engine, configure, mappingFolder, services);
        await service.host.StartAsync();
        return service;
    }

    /// <summary>A service that has not begun.</summary>
    public static async Task<RunningService> BuildAsync(
        string connectionString,
        string rawRoot,
        string outputRoot,
        IPipelineEngine engine,
        Action<OrchestrationOptions>? configure = null,
        string? mappingFolder = null,
        Action<IServiceCollection>? services = null
    )
    {
        var folder = mappingFolder ?? MappingFiles.LimitsOf(GoldenSet.A);
        var vocabulary = NativeEngine.Vocabulary;
        var store = (
            await MappingStore.OpenAsync(
                folder,
                vocabulary,
                new MappingStoreTiming { WatchesDirectory = false },
                TimeProvider.System,
                Microsoft.Extensions.Logging.Abstractions.NullLogger<MappingStore>.Instance,
                default
            )
        ).Value;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<IEngineRack>(engine is IEngineRack rack ? rack : new OneEngine(engine));
        builder.Services.AddQuickLookStorage(options => options.ConnectionString = connectionString);
        builder.Services.AddQuickLookOrchestration(options =>
        {
            options.RawRoot = rawRoot;
            options.OutputRoot = outputRoot;
            options.CalibrationRoot = GoldenSet.A.CalibrationRoot;
            options.ExpectedCameras = Observatory.Cameras;
            options.Workers = 2;
            options.SweepPeriod = TimeSpan.FromMilliseconds(300);
            options.FullSweepPeriod = TimeSpan.FromSeconds(1);
            options.BrokenTime = TimeSpan.FromSeconds(1);
            options.ArrivingTime = TimeSpan.FromSeconds(2);
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        return new RunningService(builder.Build(), store);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await host.StopAsync(patience.Token);
        await ((IAsyncDisposable)host).DisposeAsync();
        await mappings.DisposeAsync();
    }

    /// <summary>Waits for a snapshot that fulfils a condition; fails with what is there when the deadline passes.</summary>
    public async Task<MonitorSnapshot> UntilAsync(Func<MonitorSnapshot, bool> condition, double seconds = 20)
    {
        var met = new TaskCompletionSource<MonitorSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            var current = Live.Current;
            if (condition(current))
            {
                met.TrySetResult(current);
            }
        }

        Live.Changed += Look;
        try
        {
            // A line in a log is no change of the live state, and conditions may look for one.
            await using var looking = new Timer(_ => Look(), state: null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
            return await met.Task.WaitAsync(TimeSpan.FromSeconds(seconds));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Not within {seconds} s. {Describe()}", late);
        }
        finally
        {
            Live.Changed -= Look;
        }
    }

    public Task<MonitorSnapshot> UntilEndedAsync(int exposure, double seconds = 20) =>
        UntilAsync(snapshot => snapshot.Recent.Any(process => process.Exposure.Number == exposure && process.State.IsFinal()), seconds);

    /// <summary>Waits until a process stands in the database as ended.</summary>
    public async Task<StoredProcess> UntilStoredAsync(long processId, double seconds = 20)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var found = await Processes.FindAsync(processId, deadline.Token);
            if (found is { IsSuccess: true } && found.Value.State.IsFinal())
            {
                return found.Value;
            }

            await Task.Delay(20, deadline.Token);
        }
    }

    public string Describe() =>
        $"{Now.Pipeline}, waiting {Now.Waiting}, recent [{string.Join(", ", Now.Recent.Select(each => $"{each.Exposure} {each.State}"))}], "
        + $"notices [{string.Join(", ", Now.Notices.Select(each => each.Text))}]\n"
        + string.Join('\n', PipelineLog.Concat(DiscoveryLog).TakeLast(40));
}
