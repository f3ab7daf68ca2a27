using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>The focal plane in one arm as it is drawn, and what it was drawn from.</summary>
/// <param name="Order">What was asked for, without a fiber, with the part that is drawn.</param>
/// <param name="Process">The process.</param>
/// <param name="Documents">Its documents in the arm.</param>
/// <param name="Field">Its fibers.</param>
/// <param name="Figures">One figure per part.</param>
/// <param name="Metrics">Metrics that could be drawn in place of good and bad.</param>
/// <param name="View">The petals in numbers.</param>
public sealed record PlaneDrawing(
    PlaneOrder Order,
    StoredProcess Process,
    ImmutableSortedDictionary<CameraId, MergedQa> Documents,
    FiberField Field,
    ImmutableArray<PlotFigure> Figures,
    ImmutableArray<string> Metrics,
    PlaneView View
)
{
    // Width of a map of the focal plane on a usual screen.
    private const double Across = 560;

    /// <summary>Everything in a sentence.</summary>
    public string Sentence { get; } = View.InWords();

    /// <summary>The figure of a part; the first one where there is none of that name.</summary>
    /// <param name="part">The part.</param>
    public PlotFigure? FigureOf(string part) =>
        Figures.FirstOrDefault(figure => string.Equals(figure.Part, part, StringComparison.OrdinalIgnoreCase)) ?? Figures.FirstOrDefault();

    /// <summary>Draws.</summary>
    /// <param name="order">What is asked for.</param>
    /// <param name="process">The process.</param>
    /// <param name="documents">Its documents in the arm.</param>
    /// <param name="field">Its fibers.</param>
    /// <param name="mappings">The mappings in force.</param>
    public static PlaneDrawing Of(
        PlaneOrder order,
        StoredProcess process,
        ImmutableSortedDictionary<CameraId, MergedQa> documents,
        FiberField field,
        MappingSet mappings
    )
    {
        var subject = new FocalPlaneSubject(order.Arm, documents, field);
        var figures = order switch
        {
            { IsGoodness: true } => [FocalPlaneFigures.GoodFibers(subject)],
            { Kind: PlaneKind.Focus } => FocalPlaneFigures.Focus(subject),
            { Kind: PlaneKind.Snr } => [FocalPlaneFigures.SnrResidual(subject)],
            _ => FocalPlaneFigures.Metric(subject, documents.Values.Select(order.StageIn).FirstOrDefault() ?? "CHECK_FIBERS", order.Metric),
        };
        var drawn = order with { Fiber = null };
        if (order is { Kind: PlaneKind.Fibers, Metric.Length: > 0, Part.Length: 0 })
        {
            drawn = drawn with { Part = figures[0].Part.ToLowerInvariant() };
        }

        return new PlaneDrawing(
            drawn,
            process,
            documents,
            field,
            [.. figures.Select(figure => FiberMapFigures.Even(figure, Across))],
            order.Kind == PlaneKind.Fibers ? PlaneOrder.MetricsOf(documents) : [],
            new PlaneView(drawn, process, documents, mappings)
        );
    }
}
