using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Analysis;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Core.Viewing.Logs;
using QuickLook.Core.Viewing.Spectra;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Live;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Hosting;
using QuickLook.Web.Live;
using QuickLook.Web.Security.Sessions;
using Radzen;

namespace QuickLook.Tests.Web;

/// <summary>Components over a scripted live state and a clock that stands still.</summary>
public class WebTestContext : BunitContext
{
    public WebTestContext()
    {
        // A busy machine may need more than the second that is the library's patience.
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
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
        Spectra = new ScriptedSpectraShelf(Processes);
        Services.AddSingleton<ISpectraShelf>(Spectra);
        RunLogs = new ScriptedRunLogShelf(Processes);
        Services.AddSingleton<IRunLogShelf>(RunLogs);
        Services.AddSingleton<IResultShelf>(Shelf);
        Services.AddSingleton<ITrendShelf>(Trends);
        Services.AddSingleton<ISurveyShelf>(Survey);
        Services.AddSingleton<IMappingsInForce>(Mappings);
        Services.AddSingleton<IMappingDesk>(Texts);
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<ICcdExposures>(Ccds);
        Services.Configure<ViewingOptions>(viewing => viewing.CalibrationRoot = GoldenSet.A.CalibrationRoot);
        Services.AddCcdViewing();
        Services.AddScoped<LiveFeed>();
        Services.AddSingleton<ICurrentActor>(Actor);
        Services.AddScoped<CommandDesk>();
        Carried = this.AddBunitPersistentComponentState();
        Services.AddSingleton<Handover>();
        Services.AddScoped<Carrier>();
    }

    protected ManualTime Time { get; } = new();

    protected ScriptedLiveState Live { get; }

    protected ScriptedPipelineControl Control { get; } = new();

    /// <summary>Who uses the page: an operator, until the test says otherwise.</summary>
    protected TestActor Actor { get; } = new(Role.Operator);

    protected ScriptedDiskControl Disk { get; }

    protected ScriptedQueueControl Queue { get; } = new();

    protected ScriptedConfigurationDesk Configuration { get; } = new();

    protected ScriptedProcessList Processes { get; }

    /// <summary>Empty until the test lays documents on it.</summary>
    protected ScriptedResultShelf Shelf { get; } = new();

    /// <summary>Empty until the test lays values down.</summary>
    protected ScriptedTrendShelf Trends { get; } = new();

    /// <summary>Empty until the test lays a survey down.</summary>
    protected ScriptedSurveyShelf Survey { get; } = new();

    /// <summary>Files that images are made from; golden exposures until the test changes them.</summary>
    protected ScriptedCcdExposures Ccds { get; } = new();

    protected ScriptedMappings Mappings { get; } = new();

    protected ScriptedMappingDesk Texts { get; } = new();

    protected ScriptedSpectraShelf Spectra { get; }

    /// <summary>What a page that is rendered on the server hands to the live one.</summary>
    protected BunitPersistentComponentState Carried { get; }

    protected ScriptedRunLogShelf RunLogs { get; }

    protected ProcessSnapshot Process => Live.Current.Process!;

    /// <summary>Renders inside of the live frame, as every page is.</summary>
    protected IRenderedComponent<T> RenderLive<T>(Action<ComponentParameterCollectionBuilder<T>> parameters)
        where T : IComponent => Render<LiveRoot>(root => root.AddChildContent(parameters)).FindComponent<T>();
}
