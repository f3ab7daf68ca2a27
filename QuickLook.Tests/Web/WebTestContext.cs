using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Processes;
using QuickLook.Tests.Web.Live;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Hosting;
using QuickLook.Web.Live;
using Radzen;

namespace QuickLook.Tests.Web;

/// <summary>Components over a scripted live state and a clock that stands still.</summary>
public class WebTestContext : BunitContext
{
    public WebTestContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Live = new ScriptedLiveState(new ScienceNight(Time.GetUtcNow()).Snapshot());
        Services.AddRadzenComponents();
        Services.AddOptions<WebOptions>();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<ILiveState>(Live);
        Services.AddSingleton<IPipelineControl>(Control);
        Disk = new ScriptedDiskControl(Time.GetUtcNow());
        Services.AddSingleton<IDiskControl>(Disk);
        Services.AddSingleton<IQueueControl>(Queue);
        Services.AddSingleton<IConfigurationDesk>(Configuration);
        Processes = new ScriptedProcessList(Time.GetUtcNow());
        Services.AddSingleton<IProcessList>(Processes);
        Services.AddScoped<LiveFeed>();
        Services.AddScoped(services => new CommandDesk(
            services.GetRequiredService<DialogService>(),
            services.GetRequiredService<NotificationService>()
        )
        {
            Seen = Operator,
            Administrator = Operator,
        });
    }

    protected ManualTime Time { get; } = new();

    protected ScriptedLiveState Live { get; }

    protected ScriptedPipelineControl Control { get; } = new();

    protected ScriptedDiskControl Disk { get; }

    protected ScriptedQueueControl Queue { get; } = new();

    protected ScriptedConfigurationDesk Configuration { get; } = new();

    protected ScriptedProcessList Processes { get; }

    /// <summary>Who uses the pages; to be changed before the first of them is rendered.</summary>
    protected Actor Operator { get; set; } = new("Vera", Permission.Everything);

    protected ProcessSnapshot Process => Live.Current.Process!;

    /// <summary>Renders inside of the live frame, as every page is.</summary>
    protected IRenderedComponent<T> RenderLive<T>(Action<ComponentParameterCollectionBuilder<T>> parameters)
        where T : IComponent => Render<LiveRoot>(root => root.AddChildContent(parameters)).FindComponent<T>();
}
