using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Components.Shared.Findings;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>
/// Each test of an exposure with its figures and what to do. The address carries all that is shown: process, step, test, camera, fiber, part; every choice on the page
/// is a link. A process that runs is shown from the live state; what its cameras' documents say joins as they end.
/// </summary>
public sealed partial class QaPage : IDisposable
{
    // How long a document may be late after its camera has ended on the screens, before it counts as missing.
    private const int MostReadings = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource left = new();
    private Throttle? following;
    private ProcessSnapshot? stored;
    private ProcessSnapshot? seenLive;
    private ProcessRecord? record;
    private Neighbours beside = new(null, null);
    private CameraResult? result;
    private ImmutableArray<TestReading> readings = [];
    private (ShownItems Of, ImmutableArray<QaTest> Tests)? listed;
    private MappingSet? readBy;
    private long? askedProcess;
    private ShownItems? askedCamera;
    private RunState? askedState;
    private string? askedLatest;
    private int readingsDone;
    private bool looking;
    private string? failure;
    private IDisposable? keeping;

    // Not in the address: hundreds of numbers would not fit there.
    private ImmutableSortedSet<int> selection = [];

    /// <summary>Number of the process, <c>live</c> or <c>latest</c>; null for the latest.</summary>
    [Parameter]
    public string? Process { get; set; }

    /// <summary>The step; null for the worst.</summary>
    [Parameter]
    public string? Step { get; set; }

    /// <summary>The test; null for the worst of the step.</summary>
    [Parameter]
    public string? Test { get; set; }

    /// <summary>A stored metric in place of a test; null for a test.</summary>
    [Parameter]
    public string? Metric { get; set; }

    /// <summary>The metric that it is plotted against.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    public string? Against { get; set; }

    /// <summary>The camera; null for the worst.</summary>
    [SupplyParameterFromQuery(Name = "camera")]
    public string? CameraName { get; set; }

    /// <summary>The chosen fiber.</summary>
    [SupplyParameterFromQuery(Name = "fiber")]
    public string? FiberName { get; set; }

    /// <summary>The part of the figures that is shown.</summary>
    [SupplyParameterFromQuery(Name = "part")]
    public string? Part { get; set; }

    [CascadingParameter]
    private LiveFrame Frame { get; set; } = default!;

    [Inject]
    private ILiveState Live { get; set; } = default!;

    [Inject]
    private IProcessList Processes { get; set; } = default!;

    [Inject]
    private IResultShelf Shelf { get; set; } = default!;

    [Inject]
    private IMappingsInForce Mappings { get; set; } = default!;

    [Inject]
    private Carrier Carrier { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private long? LiveId => Frame.Snapshot.Process?.ProcessId;

    private bool IsLatest => string.IsNullOrEmpty(Process) || Process.Equals(QaAddress.Latest, StringComparison.OrdinalIgnoreCase);

    private bool FollowsLive => string.Equals(Process, QaAddress.Live, StringComparison.OrdinalIgnoreCase);

    /// <summary>The process of the address; null when there is none yet, or when the address says none.</summary>
    private long? ProcessId =>
        FollowsLive ? LiveId
        : long.TryParse(Process, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private bool IsLooking => looking || IsLatest && failure is null && askedLatest is null;

    private string Wanted =>
        ProcessId is { } id ? $"process {id}"
        : FollowsLive ? "the running exposure"
        : IsLatest ? "the latest results"
        : "No such process";

    // What is live, else what was live until a moment ago and is not read from the table yet, else what is stored.
    private ProcessSnapshot? Shown =>
        ProcessId is not { } id ? null
        : Frame.Snapshot.Process is { } live && live.ProcessId == id ? live
        : stored?.ProcessId == id ? stored
        : seenLive?.ProcessId == id ? seenLive
        : null;

    private QaAddress Asked =>
        new(Process ?? QaAddress.Latest)
        {
            Step = Step ?? string.Empty,
            Test = Test ?? string.Empty,
            Metric = Metric ?? string.Empty,
            Against = Against ?? string.Empty,
            Camera = CameraId.Parse(CameraName).TryGet(out var camera, out _) ? camera : null,
            Fiber = FiberId.Parse(FiberName).TryGet(out var fiber, out _) ? fiber.Number : null,
            Part = Part ?? string.Empty,
        };

    private CameraSnapshot Camera => Shown!.Cameras[QaSelection.Camera(Shown, Asked).Index];

    private CameraResult? Result =>
        Shown is { } process && result is { } read && read.ProcessId == process.ProcessId && read.Camera == Camera.Camera ? read : null;

    private ImmutableArray<QaTest> Tests
    {
        get
        {
            var (process, camera, mappings) = (Shown!, Camera, Mappings.Current);
            var known = Result is null ? [] : readings;
            var of = new ShownItems(process, camera, known, mappings);
            if (listed is not { } last || !last.Of.Equals(of))
            {
                listed = last = (of, QaTest.Of(process, camera, QaAddress.MappingOf(process, mappings), known));
            }

            return last.Tests;
        }
    }

    private QaTest? Chosen => string.IsNullOrEmpty(Metric) ? QaSelection.Test(Tests, Asked) : null;

    private string StepName => Chosen?.Stage ?? Shown!.Stages.FirstOrDefault(stage => IsAsked(stage.Name))?.Name ?? Step ?? string.Empty;

    /// <summary>The address with everything that it left open.</summary>
    private QaAddress At => Asked with { Camera = Camera.Camera, Step = StepName, Test = Chosen?.Name ?? Test ?? string.Empty };

    // A camera that has ended well has a document; until it is there, the page says so.
    private bool IsWaiting => Result is null || (Result.Document is null && (!Camera.State.IsFinal() || IsLate));

    private bool IsLate =>
        Shown is not null && Camera.State is RunState.Succeeded or RunState.PartlyFailed && IsOfLive && readingsDone < MostReadings;

    private bool IsOfLive => ProcessId is not null && (ProcessId == LiveId || seenLive?.ProcessId == ProcessId);

    private string Title =>
        Shown is { } process
            ? $"{Chosen?.Title ?? Metric ?? "QA"} {Camera.Camera} – {process.Exposure.Id} {process.Exposure.Flavor} – QuickLook"
            : "QA – QuickLook";

    /// <inheritdoc/>
    public void Dispose()
    {
        keeping?.Dispose();
        left.Cancel();
        following?.Dispose();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        following = new Throttle(Interval, () => InvokeAsync(FollowAsync), Time);
        var page = $"qa/{Process}";
        if (Carrier.Take<Loaded>(page) is { } loaded)
        {
            (stored, record, beside, result, readings) = (loaded.Stored, loaded.Record, loaded.Beside, loaded.Result, loaded.Readings);
            (askedProcess, askedState, askedCamera) = (loaded.AskedProcess, loaded.AskedState, loaded.AskedCamera);
            readBy = loaded.ReadBy;
        }

        keeping = Carrier.Keep(
            page,
            () =>
                Result is null ? null : new Loaded(stored, record, beside, result!, readings, askedProcess, askedState, askedCamera, readBy)
        );
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            if (IsLatest)
            {
                await GoToLatestAsync();
                return;
            }

            if (Frame.Snapshot.Process is { } live && live.ProcessId == ProcessId)
            {
                seenLive = live;
            }

            await FollowProcessAsync();
            await FollowCameraAsync();
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    private bool IsAsked(string stage) => stage.Equals(Step, StringComparison.OrdinalIgnoreCase);

    private async Task GoToLatestAsync()
    {
        if (askedLatest == Navigation.Uri)
        {
            return;
        }

        askedLatest = Navigation.Uri;
        looking = true;
        var found = await Shelf.FindLatestAsync(left.Token);
        looking = false;
        if (found.Failure is { } away)
        {
            failure = away.Reason;
        }
        else if ((found.Value ?? LiveId) is { } newest)
        {
            Navigation.NavigateTo((Asked with { Process = QaAddress.Of(newest).Process }).ToString(), replace: true);
        }
        else
        {
            failure = "No exposure has been processed yet. Results appear here as soon as there are any.";
        }
    }

    // The process once, and again when it has ended: its row is written a moment after the screens know.
    private async Task FollowProcessAsync()
    {
        if (ProcessId is not { } wanted)
        {
            failure = FollowsLive ? "Nothing has been processed since the service began." : $"'{Process}' is not the number of a process.";
            return;
        }

        var state = Frame.Snapshot.Process is { } live && live.ProcessId == wanted ? live.State : (RunState?)null;
        if (askedProcess == wanted && askedState == state)
        {
            return;
        }

        var isOther = askedProcess != wanted;
        (askedProcess, askedState) = (wanted, state);
        if (isOther)
        {
            (record, beside, failure, readingsDone) = (null, new Neighbours(null, null), null, 0);
        }

        looking = Shown is null;
        if (state is null)
        {
            var found = await Live.FindProcessAsync(wanted, left.Token);
            if (wanted != ProcessId)
            {
                return;
            }

            stored = found.Or(stored!);
            failure = found.Failure?.Reason;
            if (Shown is null)
            {
                looking = false;
                return;
            }
        }

        looking = false;
        var read = await Processes.FindAsync(wanted, left.Token);
        var neighbours = await Shelf.FindNeighboursAsync(wanted, left.Token);
        if (wanted == ProcessId)
        {
            record = read.Or(record!);
            beside = neighbours.Or(beside);
        }
    }

    // The document of the camera on screen: read when another is chosen, and when it has ended.
    private async Task FollowCameraAsync()
    {
        if (Shown is null)
        {
            return;
        }

        if (readBy is not null && !ReferenceEquals(readBy, Mappings.Current))
        {
            ReadTests(Shown);
        }

        var now = new ShownItems(Shown.ProcessId, Camera.Camera, Camera.State, Camera.Quality, Camera.EndedAt);
        if (now.Equals(askedCamera))
        {
            return;
        }

        askedCamera = now;
        readingsDone = 0;
        await ReadCameraAsync();
        if (IsLate && Result?.Document is null)
        {
            following!.Signal();
        }
    }

    // The table is written a moment after the screens know: again, until the document is there or has been waited for long enough.
    private async Task FollowAsync()
    {
        if (left.IsCancellationRequested || Shown is null || Result?.Document is not null)
        {
            return;
        }

        readingsDone++;
        try
        {
            await ReadCameraAsync();
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }

        if (IsLate && Result?.Document is null)
        {
            following!.Signal();
        }

        StateHasChanged();
    }

    private async Task ReadCameraAsync()
    {
        var (process, camera) = (Shown!, Camera.Camera);
        var document = await Shelf.ReadDocumentAsync(process.ProcessId, camera, left.Token);
        var fibers = result?.ProcessId == process.ProcessId ? result.Fibers : FiberField.Empty;
        if (fibers.Count == 0)
        {
            fibers = (await Shelf.ReadFibersAsync(process.ProcessId, left.Token)).Or(FiberField.Empty);
        }

        var past = Result?.Past ?? (await Shelf.ReadPastAsync(process.ProcessId, camera, PastShown.Count, left.Token)).Or([]);
        if (process.ProcessId != ProcessId || camera != Camera.Camera)
        {
            return;
        }

        result = new CameraResult(process.ProcessId, camera, document.IsSuccess ? document.Value : null, document.Failure, fibers, past);
        ReadTests(process);
    }

    // Mappings are edited while people look.
    private void ReadTests(ProcessSnapshot process)
    {
        var mappings = readBy = Mappings.Current;
        readings = result is { Document: { } document, Camera: var camera }
            ? TestReadings.Of(document, QaAddress.MappingOf(process, mappings), camera, mappings.DefectsOf(camera))
            : [];
    }

    private string FindingHref(Finding finding) =>
        QaAddress.Of(Shown!, finding, Mappings.Current) is var there
            ? At.To(there.Camera!.Value, there.Step, there.Test).ToString()
            : string.Empty;

    private string CameraHref(CameraId camera) =>
        ProcessId == LiveId ? $"monitor/camera/{camera}" : $"monitor/camera/{camera}?process={ProcessId}";

    private void PickFiber(int fiber) => Navigation.NavigateTo((At with { Fiber = fiber }).ToString());

    private sealed record Loaded(
        ProcessSnapshot? Stored,
        ProcessRecord? Record,
        Neighbours Beside,
        CameraResult Result,
        ImmutableArray<TestReading> Readings,
        long? AskedProcess,
        RunState? AskedState,
        ShownItems? AskedCamera,
        MappingSet? ReadBy
    );
}
