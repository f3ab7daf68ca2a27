using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>The whole focal plane in one arm: a map, its petals in numbers, and a chosen fiber.</summary>
public sealed partial class PlanePanel : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private IDisposable? keeping;
    private PlaneOrder? asked;
    private long? askedProcess;
    private int version;
    private ProcessRecord? record;
    private FiberField field = FiberField.Empty;
    private PlaneDrawing? drawing;
    private string? failure;
    private ImmutableSortedSet<int> selection = [];

    /// <summary>Number of the process.</summary>
    [Parameter, EditorRequired]
    public long ProcessId { get; set; }

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public PlaneKind Kind { get; set; }

    /// <summary>The arm, in the address.</summary>
    [SupplyParameterFromQuery(Name = "arm")]
    public string? ArmWord { get; set; }

    /// <summary>The part, in the address.</summary>
    [SupplyParameterFromQuery(Name = "part")]
    public string? PartWord { get; set; }

    /// <summary>The metric, in the address.</summary>
    [SupplyParameterFromQuery(Name = "metric")]
    public string? MetricWord { get; set; }

    /// <summary>The chosen fiber, in the address.</summary>
    [SupplyParameterFromQuery(Name = "fiber")]
    public string? FiberWord { get; set; }

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

    private PlaneOrder Order { get; set; } = new() { Kind = PlaneKind.Fibers };

    private string Title =>
        Kind switch
        {
            PlaneKind.Focus => "Focus",
            PlaneKind.Snr => "SNR",
            _ => "Fibers",
        };

    private bool IsDifference => Kind is PlaneKind.Focus or PlaneKind.Snr;

    private CameraId? Camera => Order.Fiber is { } fiber ? new CameraId(Order.Arm, fiber.Petal) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        keeping?.Dispose();
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var page = $"{Kind}/{ProcessId}";
        if (Carrier.Take<Loaded>(page) is { } loaded)
        {
            (asked, askedProcess, record, field, drawing) = (loaded.Asked, ProcessId, loaded.Record, loaded.Field, loaded.Drawing);
        }

        keeping = Carrier.Keep(
            page,
            () => (asked, record, drawing) is ({ } order, { } read, { } drawn) ? new Loaded(order, read, field, drawn) : null
        );
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Order = PlaneOrder.Read(Kind, ArmWord, PartWord, MetricWord, FiberWord);
        if (askedProcess != ProcessId)
        {
            (record, drawing, failure) = (null, null, null);
        }

        // A chosen fiber changes nothing of the map.
        var wanted = Order with
        {
            Fiber = null,
        };
        if (askedProcess == ProcessId && asked == wanted)
        {
            WithDrawnPart();
            return;
        }

        var isOther = askedProcess != ProcessId;
        (asked, askedProcess) = (wanted, ProcessId);
        await LoadAsync(wanted, isOther || record is null);
    }

    // Of a metric with several rows, one is drawn where the address names none.
    private void WithDrawnPart()
    {
        if (
            drawing is not null
            && drawing.Order with { Part = string.Empty } == Order with { Fiber = null, Part = string.Empty }
            && Order.Part.Length == 0
        )
        {
            Order = Order with { Part = drawing.Order.Part };
        }
    }

    private async Task LoadAsync(PlaneOrder wanted, bool withProcess)
    {
        var now = ++version;
        try
        {
            if (withProcess)
            {
                var found = await Processes.FindAsync(ProcessId, left.Token);
                var places = await Shelf.ReadFibersAsync(ProcessId, left.Token);
                if (now != version)
                {
                    return;
                }

                (record, failure) = (found.Or(null!), found.Failure?.ToString());
                field = places.Or(FiberField.Empty);
            }

            if (record is null)
            {
                return;
            }

            var read = await Shelf.ReadDocumentsAsync(
                ProcessId,
                [.. Spectrograph.All.Select(petal => new CameraId(wanted.Arm, petal))],
                left.Token
            );
            if (now == version)
            {
                failure = read.Failure?.ToString();
                var documents = read.Or(ImmutableSortedDictionary<CameraId, MergedQa>.Empty);
                drawing = PlaneDrawing.Of(wanted, record.Process, documents, field, Mappings.Current);
                WithDrawnPart();
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    // While the process runs: what is on screen stays until the new is there.
    private async Task<StoredProcess?> ReadAgainAsync()
    {
        if (asked is { } wanted)
        {
            await LoadAsync(wanted, withProcess: true);
            StateHasChanged();
        }

        return record?.Process;
    }

    private FiberPlace? PlaceOf(FiberId fiber)
    {
        if (field.Find(fiber) is { HasPlace: true } place)
        {
            return place;
        }

        var own = FactsIn(fiber)?.PlaceOf(fiber.Number) ?? (double.NaN, double.NaN);
        return new FiberPlace(fiber, own.Ra, own.Dec, string.Empty);
    }

    private FiberFacts? FactsIn(FiberId fiber)
    {
        var camera = new CameraId(Order.Arm, fiber.Petal);
        return drawing!.Documents.TryGetValue(camera, out var document)
            ? new FiberFacts(camera, document, field, Mappings.Current.DefectsOf(camera))
            : null;
    }

    private IEnumerable<(string Name, string Value)> FactsOf(FiberId fiber)
    {
        if (FactsIn(fiber)?.TargetOf(fiber.Number) is { Length: > 0 } target)
        {
            yield return ("Target", target);
        }

        if (PlaceOf(fiber) is { HasPlace: true } place)
        {
            yield return ("RA, Dec (deg)", $"{PlaneText.Place(place.RaDegrees)}, {PlaneText.Place(place.DecDegrees)}");
        }

        foreach (var fact in drawing!.View.FactsOf(fiber))
        {
            yield return fact;
        }

        if (drawing.View.Petals[fiber.Petal.Number].Reason is { Length: > 0 } reason)
        {
            yield return ("No result", reason);
        }
    }

    private void Pick(int fiber) => Navigation.NavigateTo((Order with { Fiber = new FiberId(fiber) }).Href(ProcessId), replace: true);

    private void PickMetric(ChangeEventArgs change) =>
        Navigation.NavigateTo((Order with { Metric = change.Value as string ?? string.Empty, Part = string.Empty }).Href(ProcessId));

    private sealed record Loaded(PlaneOrder Asked, ProcessRecord Record, FiberField Field, PlaneDrawing Drawing);
}
