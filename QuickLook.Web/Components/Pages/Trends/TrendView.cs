using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Web.Components.Shared.Quantities;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.Trends;

/// <summary>What the page of trends shows.</summary>
/// <param name="Choices">Quantities that can be chosen.</param>
/// <param name="Span">Exposures that can be chosen.</param>
/// <param name="Order">What was asked for.</param>
/// <param name="Cameras">Cameras that are shown.</param>
public sealed record TrendView(QuantityChoices Choices, SeriesSpan Span, TrendOrder Order, ImmutableArray<CameraId> Cameras)
    : QuantityView(Choices, Span)
{
    /// <summary>The values; null when they could not be read.</summary>
    public SeriesAnswer? Answer { get; init; }

    /// <summary>What the figure is of; null without values.</summary>
    public SeriesSubject? Subject { get; init; }

    /// <summary>The figure; null without values.</summary>
    public PlotFigure? Figure { get; init; }

    /// <summary>Lines of the table.</summary>
    public ImmutableArray<ElementSummary> Rows { get; init; } = [];

    /// <summary>True when more lines were left out.</summary>
    public bool IsLong { get; init; }

    /// <summary>How many elements can be chosen.</summary>
    public int ElementCount =>
        Math.Min(
            QuantityChoices.MostElements,
            Math.Max(
                Order.Choice.Elements.Length,
                Answer is { Series.IsEmpty: false } read ? read.Series.Max(series => series.Elements) : 0
            )
        );
}
