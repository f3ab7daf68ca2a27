using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using QuickLook.Core.Analysis;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Demo;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Private;
using QuickLook.Core.Viewing;
using QuickLook.Web.Commands;
using QuickLook.Web.Security;
using Serilog;

namespace QuickLook.Web.Hosting;

/// <summary>The composition root: puts all rooms together, serves until it is asked to end, and takes down what it started.</summary>
public sealed class QuickLookService : IAsyncDisposable
{
    /// <summary>Name of the database in a private server.</summary>
    internal const string DatabaseName = "quicklook";

    private readonly Stack<IAsyncDisposable> started = new();
    private WebApplication? app;

    private QuickLookService() { }

    /// <summary>Addresses it listens on, with the real port.</summary>
    public ICollection<string> Addresses => app?.Urls ?? [];

    /// <summary>The services, for tests that look behind the screens.</summary>
    public IServiceProvider Services => app?.Services ?? throw new InvalidOperationException("The service has not been started.");

    /// <summary>Starts everything.</summary>
    /// <param name="settings">What to serve.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running service, or why it cannot run; then nothing is left behind.</returns>
    /// <exception cref="OperationCanceledException">It was asked to end before it was ready; nothing is left behind.</exception>
    public static async Task<Result<QuickLookService>> StartAsync(ServeSettings settings, CancellationToken cancellationToken)
    {
        var service = new QuickLookService();
        var isReady = false;
        try
        {
            var outcome = await service.ComposeAsync(settings, cancellationToken);
            isReady = outcome.IsSuccess;
            return isReady ? service : outcome.Failure!;
        }
        finally
        {
            if (!isReady)
            {
                await service.DisposeAsync();
            }
        }
    }

    /// <summary>Completes when the process was asked to end and everything has ended.</summary>
    /// <param name="cancellationToken">Asks it to end.</param>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) =>
        app?.WaitForShutdownAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Ends the service, what runs included, then what it stands on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        while (started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task<Result<Done>> ComposeAsync(ServeSettings settings, CancellationToken cancellationToken)
    {
        var logger = ServiceLogging.Create(settings.StateFolder);
        started.Push(logger);

        var connection = await ConnectionAsync(settings, cancellationToken);
        if (!connection.TryGet(out var connectionString, out var noDatabase))
        {
            return noDatabase;
        }

        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "quicklook" }
        );
        builder.Logging.ClearProviders().AddSerilog(logger);
        builder.WebHost.UseUrls(settings.Url.ToString());
        AddGate(builder, settings);

        using var loggers = LoggerFactory.Create(logging => logging.AddSerilog(logger));
        var opened = await MappingStore.OpenAsync(
            settings.Mappings,
            NativeEngine.Vocabulary,
            new MappingStoreTiming(),
            TimeProvider.System,
            loggers.CreateLogger<MappingStore>(),
            cancellationToken
        );
        if (!opened.TryGet(out var mappings, out var faults))
        {
            return faults;
        }

        started.Push(mappings);
        AddRooms(builder, settings, connectionString, mappings);
        app = builder.Build();
        app.MapQuickLookWeb();
        return await ListenAsync(app, settings.Url, cancellationToken);
    }

    private static void AddRooms(WebApplicationBuilder builder, ServeSettings settings, string connectionString, MappingStore mappings)
    {
        builder.AddQuickLookWeb();
        builder.Services.AddDataProtection().PersistKeysToFileSystem(KeyFolder(settings.StateFolder));
        builder.Services.Configure<WebOptions>(web =>
        {
            web.RawRoot = settings.RawRoot;
            web.Compatibility = settings.Profile == EngineProfile.QuickLook ? string.Empty : settings.Profile.Name;
        });
        builder.Services.AddSingleton(mappings);
        builder.Services.AddSingleton<IMappingsInForce>(mappings);
        builder.Services.AddSingleton(settings.Profile);
        builder.Services.AddSingleton<IEngineRack>(services => new EngineRack(
            services.GetRequiredService<TimeProvider>(),
            settings.Profile,
            ThisProgram.RunCamera
        ));
        builder.Services.AddQuickLookStorage(storage => storage.ConnectionString = connectionString);
        builder.Services.AddQuickLookOrchestration(orchestration =>
        {
            orchestration.RawRoot = settings.RawRoot;
            orchestration.CalibrationRoot = settings.CalibrationRoot;
            orchestration.OutputRoot = settings.OutputRoot;
            orchestration.WatchedFolders = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [settings.Database is null ? "database" : "state"] = settings.StateFolder,
            };
            orchestration.Workers = settings.Workers ?? orchestration.Workers;
            orchestration.ExpectedCameras = settings.ExpectedCameras ?? orchestration.ExpectedCameras;
        });
        builder.Services.AddQuickLookViewing(viewing =>
        {
            viewing.OutputRoot = settings.OutputRoot;
            viewing.CalibrationRoot = settings.CalibrationRoot;
            viewing.ComparesWithSimulated = settings.Demo is not null;
        });
        builder.Services.AddQuickLookAnalysis(survey => survey.TileFile = settings.TileFile ?? string.Empty);
        if (settings.Demo is { } wanted)
        {
            builder.Services.AddQuickLookDemo(demo =>
            {
                demo.Folder = settings.StateFolder;
                demo.Cameras = wanted.Cameras;
                demo.Interval = wanted.Interval ?? demo.Interval;
                demo.PastNights = wanted.PastNights ?? demo.PastNights;
            });
        }
    }

    private static void AddGate(WebApplicationBuilder builder, ServeSettings settings)
    {
        var gate = settings.Gate;
        builder.Services.Configure<SecurityOptions>(security =>
        {
            security.FirstAdmin = gate.FirstAdmin ?? security.FirstAdmin;
            security.FirstPassword = gate.FirstPassword ?? security.FirstPassword;
            security.AnonymousLook |= gate.AnonymousLook;
            security.CircuitsPerUser = gate.CircuitsPerUser ?? security.CircuitsPerUser;
            security.Demo = settings.Demo is not null;
            foreach (var proxy in gate.Proxies)
            {
                security.Proxies.Add(proxy);
            }

            gate.Change?.Invoke(security);
        });
        if (gate.Console is { } console)
        {
            builder.Services.AddSingleton(new SecurityConsole(console));
        }

        if (gate.Certificate is { } certificate)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }
    }

    private static DirectoryInfo KeyFolder(string stateFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stateFolder, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return folder;
    }

    private static async Task<Result<Done>> ListenAsync(WebApplication app, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return Done.Value;
        }
        catch (OptionsValidationException invalid)
        {
            return new Failure(string.Join("; ", invalid.Failures));
        }
        catch (IOException inUse)
        {
            return new Failure($"cannot listen: {inUse.GetBaseException().Message}; QUICKLOOK_PORT chooses another port", url.ToString());
        }
    }

    private async Task<Result<string>> ConnectionAsync(ServeSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Database is { } configured)
        {
            return configured;
        }

        var folder = new PrivatePostgresOptions { DataFolder = Path.Combine(settings.StateFolder, "postgres") };
        var server = await PrivatePostgres.StartAsync(folder, cancellationToken);
        if (!server.TryGet(out var postgres, out var failure))
        {
            return failure.In("private PostgreSQL");
        }

        started.Push(postgres);
        await postgres.CreateDatabaseAsync(DatabaseName, template: null, cancellationToken);
        return postgres.ConnectionString(DatabaseName);
    }
}
