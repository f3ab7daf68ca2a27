using System.Collections.Immutable;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Values against others: pair by pair for lists, fiber by fiber for metrics by fiber.</summary>
internal static class ListPlot
{
    /// <summary>A list against another one of the same length, or against positions.</summary>
    /// <param name="draft">The figure.</param>
    /// <param name="across">Places across; default for positions from 1.</param>
    /// <param name="values">The values; NaN for none.</param>
    /// <param name="kind">How they are drawn.</param>
    public static PlotFigure OfLists(FigureDraft draft, ImmutableArray<double> across, ImmutableArray<double> values, TraceKind kind)
    {
        var hasPlaces = !across.IsDefault;
        if (hasPlaces && across.Length != values.Length)
        {
            return draft.Empty(
                $"{draft.Mapping.Metric} has {values.Length} values and {draft.Mapping.Against} {across.Length}, so they are no pairs",
                FigureSize.Wide
            );
        }

        ImmutableArray<double> x = hasPlaces ? across : [.. Enumerable.Range(1, values.Length).Select(place => (double)place)];
        if (!values.Zip(x).Any(pair => double.IsFinite(pair.First) && double.IsFinite(pair.Second)))
        {
            return draft.Empty("there is no value", FigureSize.Wide);
        }

        var axis = hasPlaces ? AgainstAxis(draft) : new Axis("position");
        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Part = draft.Part,
            Caption = draft.FullCaption,
            Missing = draft.Missing,
            X = axis,
            Y = ValueAxis(draft),
            Traces =
            [
                new Trace
                {
                    Kind = kind,
                    Name = draft.Title,
                    X = x,
                    Y = values,
                    Tips = kind == TraceKind.Points ? [TipField.Number("value", draft.Unit, 3, values)] : [],
                },
            ],
            Bands = [.. draft.Bounds?.Bands(AxisName.Y) ?? []],
            Guides = [.. FiberPlot.ReferenceOf(draft, AxisName.Y)],
            Size = FigureSize.Wide,
            Data = new FigureTable([FigureColumn.Of(axis.Title, axis.Unit, x), FigureColumn.Of(draft.Title, draft.Unit, values)]),
        };
    }

    /// <summary>A metric by fiber against another one: each fiber that has both.</summary>
    public static PlotFigure OfFibers(FigureDraft draft, FiberSeries across, FiberSeries values)
    {
        int[] fibers =
        [
            .. values.Fibers.Where(fiber =>
                double.IsFinite(values.Of(fiber)) && double.IsFinite(across.Of(fiber)) && !draft.Facts.IsBroken(fiber)
            ),
        ];
        if (fibers.Length == 0)
        {
            return draft.Empty("no fiber has a value of both");
        }

        var byType = draft.Mapping.ByType && fibers.Any(fiber => draft.Facts.TypeOf(fiber) != "other");
        var groups = byType ? fibers.GroupBy(draft.Facts.TypeOf) : fibers.GroupBy(_ => draft.Title);
        var axis = AgainstAxis(draft);
        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle = $"{fibers.Length} fibers",
            Part = draft.Part,
            Caption = draft.FullCaption,
            Missing = draft.Missing,
            X = axis,
            Y = ValueAxis(draft),
            Traces =
            [
                .. groups.Select(group => new Trace
                {
                    Kind = TraceKind.Points,
                    Name = group.Key,
                    X = [.. group.Select(across.Of)],
                    Y = [.. group.Select(values.Of)],
                    Tint = byType ? TargetTints.Of(group.Key) : Tint.Data,
                    Fibers = [.. group],
                    Tips =
                    [
                        TipField.Number("value", draft.Unit, 3, group.Select(values.Of)),
                        TipField.Number(axis.Title, axis.Unit, 3, group.Select(across.Of)),
                        .. draft.Facts.Tips([.. group]),
                    ],
                    InLegend = byType,
                }),
            ],
            Bands = [.. draft.Bounds?.Bands(AxisName.Y) ?? []],
            Guides = [.. FiberPlot.ReferenceOf(draft, AxisName.Y)],
            Data = new FigureTable([
                .. draft.Facts.Columns(fibers),
                FigureColumn.Of(axis.Title, axis.Unit, fibers.Select(across.Of)),
                FigureColumn.Of(draft.Title, draft.Unit, fibers.Select(values.Of)),
            ]),
        };
    }

    private static Axis AgainstAxis(FigureDraft draft) =>
        new(
            draft.Mapping.AgainstTitle.Length > 0 ? draft.Mapping.AgainstTitle : draft.Mapping.Against ?? string.Empty,
            draft.Mapping.AgainstUnit
        );

    private static Axis ValueAxis(FigureDraft draft) =>
        new(draft.Title, draft.Unit)
        {
            Logarithmic = draft.Mapping.Log,
            Range = draft.Mapping.Range is { } range ? (range.Low, range.High) : null,
        };
}
