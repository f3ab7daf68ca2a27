using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>The whole focal plane in one arm: a map, its petals in numbers, and a chosen fiber.</summary>
public sealed partial class PlanePanel : IDisposable
{
    // Width of a map of the focal plane on a usual screen.
    private const double Across = 560;

    private readonly CancellationTokenSource left = new();
    private long? asked;
    private int version;
    private PlaneOrder? drawnOrder;
    private ProcessRecord? record;
    private FiberField field = FiberField.Empty;
    private ImmutableSortedDictionary<CameraId, MergedQa> documents = ImmutableSortedDictionary<CameraId, MergedQa>.Empty;
    private ImmutableArray<PlotFigure> figures = [];
    private ImmutableArray<string> metrics = [];
    private PlaneView? view;
    private (string Sentence, string Missing) words;
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

    private PlotFigure? Drawn =>
        figures.FirstOrDefault(figure => string.Equals(figure.Part, Order.Part, StringComparison.OrdinalIgnoreCase))
        ?? figures.FirstOrDefault();

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Order = PlaneOrder.Read(Kind, ArmWord, PartWord, MetricWord, FiberWord);
        var now = ++version;
        try
        {
            if (asked != ProcessId)
            {
                asked = ProcessId;
                (record, view, drawnOrder, failure) = (null, null, null, null);
                var found = await Processes.FindAsync(ProcessId, left.Token);
                var places = await Shelf.ReadFibersAsync(ProcessId, left.Token);
                if (now != version)
                {
                    asked = null; // another look began meanwhile, and has to load for itself
                    return;
                }

                (record, failure) = (found.Or(null!), found.Failure?.ToString());
                field = places.Or(FiberField.Empty);
            }

            // A chosen fiber changes nothing of the map.
            if (record is not null && drawnOrder != Order with { Fiber = null })
            {
                await DrawAsync(now);
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left the page.
        }
    }

    private async Task DrawAsync(int now)
    {
        var read = await Shelf.ReadDocumentsAsync(
            ProcessId,
            [.. Spectrograph.All.Select(petal => new CameraId(Order.Arm, petal))],
            left.Token
        );
        if (now != version)
        {
            return;
        }

        failure = read.Failure?.ToString();
        documents = read.Or(ImmutableSortedDictionary<CameraId, MergedQa>.Empty);
        var subject = new FocalPlaneSubject(Order.Arm, documents, field);
        figures = Order switch
        {
            { IsGoodness: true } => [FocalPlaneFigures.GoodFibers(subject)],
            { Kind: PlaneKind.Focus } => FocalPlaneFigures.Focus(subject),
            { Kind: PlaneKind.Snr } => [FocalPlaneFigures.SnrResidual(subject)],
            _ => FocalPlaneFigures.Metric(subject, documents.Values.Select(Order.StageIn).FirstOrDefault() ?? "CHECK_FIBERS", Order.Metric),
        };
        figures = [.. figures.Select(figure => FiberMapFigures.Even(figure, Across))];
        if (Kind == PlaneKind.Fibers && Order.Metric.Length > 0 && Order.Part.Length == 0)
        {
            Order = Order with { Part = figures[0].Part.ToLowerInvariant() };
        }

        metrics = Kind == PlaneKind.Fibers ? PlaneOrder.MetricsOf(documents) : [];
        view = new PlaneView(Order, record!.Process, documents, Mappings.Current);
        words = view.InWords();
        drawnOrder = PlaneOrder.Read(Kind, ArmWord, PartWord, MetricWord, null);
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
        return documents.TryGetValue(camera, out var document)
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

        foreach (var fact in view!.FactsOf(fiber))
        {
            yield return fact;
        }

        if (view.Petals[fiber.Petal.Number].Reason is { Length: > 0 } reason)
        {
            yield return ("No result", reason);
        }
    }

    private void Pick(int fiber) => Navigation.NavigateTo((Order with { Fiber = new FiberId(fiber) }).Href(ProcessId), replace: true);

    private void PickMetric(ChangeEventArgs change) =>
        Navigation.NavigateTo((Order with { Metric = change.Value as string ?? string.Empty, Part = string.Empty }).Href(ProcessId));

    private async Task LookAgainAsync()
    {
        asked = null;
        await OnParametersSetAsync();
    }
}
