using System.Collections.Immutable;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>The value of each element of a test with the element's own limits, side by side.</summary>
internal static class ElementLimits
{
    public static PlotFigure Of(FigureDraft draft, ImmutableArray<ElementReading> elements)
    {
        if (!elements.Any(element => double.IsFinite(element.Value)))
        {
            return draft.Empty("there is no value");
        }

        var bounds = elements.Select(ElementBounds.Of).ToArray();
        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Part = draft.Part,
            Caption = draft.Caption,
            Missing = FigureDraft.Remarks(
                draft.Missing,
                Array.TrueForAll(bounds, own => own is null) ? "there are no limits" : string.Empty
            ),
            X = new Axis(string.Empty)
            {
                Range = (-0.5, elements.Length - 0.5),
                Words = [.. elements.Select((element, at) => ((double)at, element.Name.Length > 0 ? element.Name : draft.Title))],
            },
            Y = new Axis(draft.Title, draft.Unit),
            Traces =
            [
                .. Span("warning range", Tint.Warning, 6, bounds, own => (own.Warning.Low, own.Warning.High)),
                .. Span("normal range", Tint.Normal, 12, bounds, own => (own.Normal.Low, own.Normal.High)),
                new Trace
                {
                    Kind = TraceKind.Points,
                    Name = "value",
                    X = [.. Enumerable.Range(0, elements.Length).Select(at => (double)at)],
                    Y = [.. elements.Select(element => element.Value)],
                    Tint = Tint.Strong,
                    Size = 10,
                    InLegend = true,
                    Tips =
                    [
                        TipField.Text("element", elements.Select(element => element.Name)),
                        TipField.Number("value", draft.Unit, 3, elements.Select(element => element.Value)),
                        TipField.Number("reference", draft.Unit, 3, elements.Select(element => element.Reference)),
                        TipField.Text("verdict", elements.Select(element => QualityWords.Of(element.Quality))),
                    ],
                },
            ],
            Data = SummaryTableFigure.Rows(elements, draft.Unit),
        };
    }

    /// <summary>An upright line per element that has limits, with gaps between.</summary>
    private static IEnumerable<Trace> Span(
        string name,
        Tint tint,
        double width,
        ElementBounds?[] bounds,
        Func<ElementBounds, (double Low, double High)> ends
    )
    {
        var x = ImmutableArray.CreateBuilder<double>();
        var y = ImmutableArray.CreateBuilder<double>();
        for (var at = 0; at < bounds.Length; at++)
        {
            if (bounds[at] is { } own)
            {
                var (low, high) = ends(own);
                x.AddRange(at, at, double.NaN);
                y.AddRange(low, high, double.NaN);
            }
        }

        if (x.Count > 0)
        {
            yield return new Trace
            {
                Kind = TraceKind.Line,
                Name = name,
                X = x.ToImmutable(),
                Y = y.ToImmutable(),
                Tint = tint,
                Size = width,
                InLegend = true,
            };
        }
    }
}
