using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Access;
using QuickLook.Core.Analysis;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Core.Viewing.Logs;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Tests.Golden;
using QuickLook.Web.Hosting;
using QuickLook.Web.Security;
using QuickLook.Web.Security.Accounts;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>The real screens on a real server at a free port of the loopback, over a scripted live state.</summary>
public sealed class WebHost : IAsyncDisposable
{
    // As in a demonstration: whoever sits at this machine is an operator. Who signs in would be told that the database is away.
    private const string NoDatabase = "Host=/nowhere;Database=none;Username=nobody";

    private readonly WebApplication app;

    private WebHost(
        WebApplication app,
        ScriptedLiveState live,
        ScriptedPipelineControl control,
        ScriptedDiskControl disk,
        ScriptedResultShelf shelf
    )
    {
        this.app = app;
        Live = live;
        Control = control;
        Disk = disk;
        Shelf = shelf;
    }

    public ScriptedLiveState Live { get; }

    public ScriptedPipelineControl Control { get; }

    public ScriptedDiskControl Disk { get; }

    /// <summary>Empty until the test lays spectra on it.</summary>
    public ScriptedSpectraShelf Spectra => (ScriptedSpectraShelf)app.Services.GetRequiredService<ISpectraShelf>();

    /// <summary>Empty until the test lays values down.</summary>
    public ScriptedTrendShelf Trends => (ScriptedTrendShelf)app.Services.GetRequiredService<ITrendShelf>();

    /// <summary>Empty until the test lays a survey down.</summary>
    public ScriptedSurveyShelf Survey => (ScriptedSurveyShelf)app.Services.GetRequiredService<ISurveyShelf>();

    /// <summary>Empty until the test lays documents on it.</summary>
    public ScriptedResultShelf Shelf { get; }

    /// <summary>Files that images are made from; golden exposures until the test changes them.</summary>
    public ScriptedCcdExposures Ccds => Services.GetRequiredService<ScriptedCcdExposures>();

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The services behind the screens.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Everybody is let in, with what the role allows; without one, as an operator of a demonstration.</summary>
    public static Task<WebHost> StartAsync(ScriptedLiveState live, Role? role = null) =>
        StartAsync(live, NoDatabase, security => security.Demo = true, role: role);

    /// <summary>
    /// With accounts in a database, and nobody let in without one unless <paramref name="secure"/> says so; <paramref name="services"/> puts real services
    /// in the place of scripted ones.
    /// </summary>
    public static async Task<WebHost> StartAsync(
        ScriptedLiveState live,
        string connectionString,
        Action<SecurityOptions> secure,
        IReadOnlyDictionary<string, string?>? configuration = null,
        Role? role = null,
        Action<IServiceCollection>? services = null
    )
    {
        // The name of the application finds the manifest of the static assets that the build left beside the tests.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "quicklook",
                EnvironmentName = "Production",
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(configuration ?? new Dictionary<string, string?>());
        builder.Logging.ClearProviders();
        builder.AddQuickLookWeb();
        builder.Services.Configure<WebOptions>(options => options.RawRoot = "/data/raw");

        builder.Services.Configure(secure);
        builder.Services.AddSingleton(new SecurityConsole(TextWriter.Null));
        builder.Services.AddQuickLookStorage(storage => storage.ConnectionString = connectionString);
        var control = new ScriptedPipelineControl();
        builder.Services.AddSingleton<ILiveState>(live);
        builder.Services.AddSingleton<IPipelineControl>(control);
        var disk = new ScriptedDiskControl(TimeProvider.System.GetUtcNow());
        builder.Services.AddSingleton<IDiskControl>(disk);
        builder.Services.AddSingleton<IQueueControl, ScriptedQueueControl>();
        builder.Services.AddSingleton<IConfigurationDesk, ScriptedConfigurationDesk>();
        var shelf = new ScriptedResultShelf();
        builder.Services.AddSingleton<IResultShelf>(shelf);
        builder.Services.AddSingleton<ITrendShelf, ScriptedTrendShelf>();
        builder.Services.AddSingleton<ISurveyShelf, ScriptedSurveyShelf>();
        builder.Services.AddSingleton<IMappingsInForce, ScriptedMappings>();
        builder.Services.AddSingleton<IMappingDesk, ScriptedMappingDesk>();
        var ccds = new ScriptedCcdExposures();
        builder.Services.AddSingleton(ccds);
        builder.Services.AddSingleton<ICcdExposures>(ccds);
        builder.Services.Configure<ViewingOptions>(viewing => viewing.CalibrationRoot = GoldenSet.A.CalibrationRoot);
        builder.Services.AddCcdViewing();
        var processes = new ScriptedProcessList(TimeProvider.System.GetUtcNow());
        builder.Services.AddSingleton<IProcessList>(processes);
        builder.Services.AddSingleton<ISpectraShelf>(new ScriptedSpectraShelf(processes));
        builder.Services.AddSingleton<IRunLogShelf>(new ScriptedRunLogShelf(processes));
        if (role is { } wanted)
        {
            builder.Services.AddScoped<ICurrentActor>(_ => new TestActor(wanted));
        }

        services?.Invoke(builder.Services);
        var built = builder.Build();
        built.MapQuickLookWeb();
        await built.StartAsync();
        return new WebHost(built, live, control, disk, shelf);
    }

    /// <summary>Waits until people can sign in.</summary>
    public async Task UntilAccountsAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await Services.GetRequiredService<UserAdministration>().FindAsync(Actor.System, "admin", deadline.Token)).IsSuccess)
        {
            await Task.Delay(50, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }
}
