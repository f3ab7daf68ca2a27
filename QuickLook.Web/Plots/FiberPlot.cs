using System.Collections.Immutable;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Values by fiber number: bars, points, or good and bad.</summary>
internal static class FiberPlot
{
    private static readonly ImmutableArray<string> Order = ["ELG", "LRG", "QSO", "BGS", "MWS", "STAR", "SKY", "other"];

    /// <summary>A bar or a point per fiber.</summary>
    public static PlotFigure OfValues(FigureDraft draft, FiberSeries series, TraceKind kind)
    {
        if (series.Known == 0)
        {
            return draft.Empty("no fiber has a value", FigureSize.Wide);
        }

        int[] known = [.. series.Fibers.Where(fiber => double.IsFinite(series.Of(fiber)) && !draft.Facts.IsBroken(fiber))];
        int[] broken = [.. series.Fibers.Where(fiber => double.IsFinite(series.Of(fiber)) && draft.Facts.IsBroken(fiber))];
        var traces = ImmutableArray.CreateBuilder<Trace>();
        if (broken.Length > 0)
        {
            traces.Add(Trace(draft, series, broken, kind, FiberFacts.Broken) with { Tint = Tint.Faint, InLegend = true });
        }

        if (draft.Mapping.ByType && known.Any(fiber => draft.Facts.TypeOf(fiber) != "other"))
        {
            foreach (var type in known.GroupBy(draft.Facts.TypeOf).OrderBy(type => Order.IndexOf(type.Key)))
            {
                traces.Add(Trace(draft, series, [.. type], kind, type.Key) with { Tint = TargetTints.Of(type.Key), InLegend = true });
            }
        }
        else
        {
            traces.Add(Trace(draft, series, known, kind, draft.Title));
        }

        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle = Counted(known.Length, draft.Facts.AllBroken.Count()),
            Part = draft.Part,
            Caption = draft.FullCaption,
            Missing = draft.Missing,
            X = new Axis("fiber"),
            Y = new Axis(draft.Quantity, draft.Unit) { Range = Range(draft), Logarithmic = draft.Mapping.Log },
            Traces = traces.ToImmutable(),
            Bands = [.. draft.Bounds?.Bands(AxisName.Y) ?? []],
            Guides = [.. ReferenceOf(draft, AxisName.Y)],
            Size = FigureSize.Wide,
            Data = Table(draft, series),
        };
    }

    /// <summary>Good (above 0) and bad fibers as points at two heights.</summary>
    public static PlotFigure OfStatus(FigureDraft draft, FiberSeries series)
    {
        int[] judged = [.. series.Fibers.Where(fiber => double.IsFinite(series.Of(fiber)) && !draft.Facts.IsBroken(fiber))];
        int[] broken = [.. series.Fibers.Where(draft.Facts.IsBroken)];
        if (judged.Length == 0)
        {
            return draft.Empty("no fiber has a value", FigureSize.Wide);
        }

        Trace Points(string name, Tint tint, IEnumerable<int> fibers, Func<int, double> height)
        {
            int[] all = [.. fibers];
            return new Trace
            {
                Kind = TraceKind.Points,
                Name = name,
                X = [.. all.Select(fiber => (double)fiber)],
                Y = [.. all.Select(height)],
                Tint = tint,
                Fibers = [.. all],
                Tips = [.. draft.Facts.Tips(all)],
                InLegend = true,
            };
        }

        int[] bad = [.. judged.Where(fiber => !(series.Of(fiber) > 0))];
        Trace[] traces =
        [
            Points(FiberFacts.Broken, Tint.Faint, broken, _ => 0.5),
            Points("good", Tint.Normal, judged.Where(fiber => series.Of(fiber) > 0), _ => 1),
            Points("bad", Tint.Alarm, bad, _ => 0),
        ];
        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle =
                Counted(judged.Length - bad.Length, broken.Length, " good") + (bad.Length > 0 ? $", {bad.Length} bad" : string.Empty),
            Part = draft.Part,
            Caption = draft.Caption,
            Missing = draft.Missing,
            X = new Axis("fiber"),
            Y = new Axis("status")
            {
                Range = (-0.2, 1.2),
                Words = broken.Length > 0 ? [(0, "bad"), (0.5, "absent"), (1, "good")] : [(0, "bad"), (1, "good")],
            },
            Traces = [.. traces.Where(trace => !trace.X.IsEmpty)],
            Size = FigureSize.Wide,
            Data = Table(draft, series),
        };
    }

    /// <summary>The reference as a line; nothing without limits.</summary>
    public static IEnumerable<GuideLine> ReferenceOf(FigureDraft draft, AxisName axis) =>
        draft.Bounds is { } bounds ? [new GuideLine(axis, bounds.Reference, "reference", GuideKind.Reference)] : [];

    private static Trace Trace(FigureDraft draft, FiberSeries series, int[] fibers, TraceKind kind, string name)
    {
        double[] values = [.. fibers.Select(series.Of)];
        List<TipField> tips = [TipField.Number("value", draft.Unit, 3, values)];
        if (draft.Bounds is { } bounds)
        {
            tips.Add(TipField.Number("reference", draft.Unit, 3, values.Select(_ => bounds.Reference)));
        }

        return new Trace
        {
            Kind = kind,
            Name = name,
            X = [.. fibers.Select(fiber => (double)fiber)],
            Y = [.. values],
            Fibers = [.. fibers],
            Tips = [.. tips, .. draft.Facts.Tips(fibers)],
            BarWidth = kind == TraceKind.Bars ? 1 : 0,
        };
    }

    private static (double Low, double High)? Range(FigureDraft draft) => draft.Mapping.Range is { } range ? (range.Low, range.High) : null;

    private static string Counted(int fibers, int broken, string what = "") =>
        $"{fibers} fibers{what}" + (broken > 0 ? $", {broken} {FiberFacts.Broken}" : string.Empty);

    private static FigureTable Table(FigureDraft draft, FiberSeries series) =>
        new([
            .. draft.Facts.Columns(series.Fibers),
            FigureColumn.Of("value", draft.Unit, series.Values),
            .. draft.Bounds is { } bounds
                ? new[] { FigureColumn.Of("reference", draft.Unit, series.Fibers.Select(_ => bounds.Reference)) }
                : [],
            new FigureColumn(
                "note",
                string.Empty,
                [.. series.Fibers.Select(fiber => draft.Facts.IsBroken(fiber) ? FiberFacts.Broken : string.Empty)]
            ),
        ]);
}
