using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Processes;
using QuickLook.Web.Hosting;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>The real screens on a real server at a free port of the loopback, over a scripted live state.</summary>
public sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebHost(WebApplication app, ScriptedLiveState live, ScriptedPipelineControl control, ScriptedDiskControl disk)
    {
        this.app = app;
        Live = live;
        Control = control;
        Disk = disk;
    }

    public ScriptedLiveState Live { get; }

    public ScriptedPipelineControl Control { get; }

    public ScriptedDiskControl Disk { get; }

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<WebHost> StartAsync(ScriptedLiveState live, int port = 0)
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
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.AddQuickLookWeb();
        builder.Services.Configure<WebOptions>(options => options.RawRoot = "/data/raw");
        var control = new ScriptedPipelineControl();
        builder.Services.AddSingleton<ILiveState>(live);
        builder.Services.AddSingleton<IPipelineControl>(control);
        var disk = new ScriptedDiskControl(TimeProvider.System.GetUtcNow());
        builder.Services.AddSingleton<IDiskControl>(disk);
        builder.Services.AddSingleton<IQueueControl, ScriptedQueueControl>();
        builder.Services.AddSingleton<IConfigurationDesk, ScriptedConfigurationDesk>();
        builder.Services.AddSingleton<IProcessList>(new ScriptedProcessList(TimeProvider.System.GetUtcNow()));
        var built = builder.Build();
        built.MapQuickLookWeb();
        await built.StartAsync();
        return new WebHost(built, live, control, disk);
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }
}
