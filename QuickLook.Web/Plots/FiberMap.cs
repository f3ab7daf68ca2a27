using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Fibers at their places on the sky, east to the left and north up: coloured by value, or good and bad.</summary>
internal static class FiberMap
{
    private const string Across = "RA offset x cos(Dec)";
    private const string Upwards = "Dec offset";
    private const string Reason = "note";
    private const string NoPlaces = "the places of the fibers on the sky are not known";

    /// <summary>A petal coloured by value: by deviation from the reference where there are limits.</summary>
    public static PlotFigure OfValues(FigureDraft draft, FiberSeries series)
    {
        var points = series
            .Fibers.Select((fiber, at) => new MapPoint(fiber, series.Values[at], draft.Bounds?.Reference ?? double.NaN, draft.Facts))
            .ToArray();
        var scale = draft.Bounds is { } bounds && draft.Mapping.Range is null ? bounds.Scale(draft.Unit) : Scale(draft, series.Values);
        return OfPoints(draft, points, Others(draft.Facts, series), scale, FigureSize.Normal);
    }

    /// <summary>A petal of good and bad fibers.</summary>
    public static PlotFigure OfStatus(FigureDraft draft, FiberSeries series)
    {
        var points = series.Fibers.Select((fiber, at) => new MapPoint(fiber, series.Values[at], double.NaN, draft.Facts)).ToArray();
        return OfStatusPoints(draft, points, Others(draft.Facts, series), FigureSize.Normal);
    }

    /// <summary>Fibers of any number of petals, coloured by value.</summary>
    public static PlotFigure OfPoints(
        FigureDraft draft,
        IReadOnlyList<MapPoint> points,
        IReadOnlyList<MapPoint> others,
        ColourScale scale,
        FigureSize size
    )
    {
        var areDeviations = points.Any(point => double.IsFinite(point.Reference));
        var isShown = points.ToLookup(point =>
            point.HasPlace && double.IsFinite(areDeviations ? point.Deviation : point.Value) && !point.IsBroken
        );
        MapPoint[] shown = [.. isShown[true]];
        var plane = TangentPlane.At(
            shown.Concat(others).Concat(isShown[false]).Where(point => point.HasPlace).Select(point => point.Place)
        );
        if (!points.Any(point => point.HasPlace))
        {
            return draft.Empty(points.Count == 0 ? "no fiber has a value" : NoPlaces, size);
        }

        var trace = Points(shown, plane, draft.Title) with
        {
            Colouring = new Colouring([.. shown.Select(point => areDeviations ? point.Deviation : point.Value)], scale),
        };
        List<TipField> tips = [TipField.Number("value", draft.Unit, 3, shown.Select(point => point.Value))];
        if (areDeviations)
        {
            tips.Add(TipField.Number("reference", draft.Unit, 3, shown.Select(point => point.Reference)));
        }

        trace = trace with { Tips = [.. tips, .. trace.Tips] };
        return Figure(draft, plane, [Faint([.. others, .. isShown[false]], plane), trace], points, size, areDeviations);
    }

    /// <summary>Fibers of any number of petals, good (above 0) and bad.</summary>
    public static PlotFigure OfStatusPoints(
        FigureDraft draft,
        IReadOnlyList<MapPoint> points,
        IReadOnlyList<MapPoint> others,
        FigureSize size
    )
    {
        MapPoint[] judged = [.. points.Where(point => point.HasPlace && double.IsFinite(point.Value) && !point.IsBroken)];
        MapPoint[] rest = [.. others, .. points.Where(point => point.IsBroken || !double.IsFinite(point.Value))];
        if (!points.Any(point => point.HasPlace))
        {
            return draft.Empty(points.Count == 0 ? "no fiber has a value" : NoPlaces, size);
        }

        var plane = TangentPlane.At(judged.Concat(rest).Where(point => point.HasPlace).Select(point => point.Place));
        var good = Points([.. judged.Where(point => point.Value > 0)], plane, "good") with { Tint = Tint.Normal, InLegend = true };
        var bad = Points([.. judged.Where(point => point.Value <= 0)], plane, "bad") with { Tint = Tint.Alarm, InLegend = true };
        return Figure(draft, plane, [Faint(rest, plane), good, bad], points, size, withReference: false);
    }

    /// <summary>Fibers with a place that a series does not have.</summary>
    private static MapPoint[] Others(FiberFacts facts, FiberSeries series) =>
        [
            .. facts
                .Placed.Where(fiber => series.Fibers.BinarySearch(fiber) < 0)
                .Select(fiber => new MapPoint(fiber, double.NaN, double.NaN, facts)),
        ];

    /// <summary>Colours of plain values: the range that the mapping asks for, else all but the outermost fiftieth.</summary>
    internal static ColourScale Scale(FigureDraft draft, IEnumerable<double> values)
    {
        var title = draft.Unit.Length == 0 ? "value" : $"value ({draft.Unit})";
        if (draft.Mapping.Range is { } range)
        {
            return new ColourScale(
                range.Low == -range.High ? ColourScaleKind.Diverging : ColourScaleKind.Sequential,
                range.Low,
                range.High,
                title
            );
        }

        double[] known = [.. values.Where(double.IsFinite).Order()];
        if (known.Length == 0)
        {
            return new ColourScale(ColourScaleKind.Sequential, 0, 1, title);
        }

        var margin = known.Length / 50;
        var (low, high) = (known[margin], known[^(margin + 1)]);
        if (low < 0 && high > 0)
        {
            // Values of both signs are deviations from 0.
            var reach = Math.Max(-low, high);
            return new ColourScale(ColourScaleKind.Diverging, -reach, reach, title);
        }

        return new ColourScale(ColourScaleKind.Sequential, low, high > low ? high : low + 1, title);
    }

    private static Trace Points(MapPoint[] points, TangentPlane plane, string name)
    {
        var offsets = points.Select(point => plane.Project(point.Place.Ra, point.Place.Dec)).ToArray();
        return new Trace
        {
            Kind = TraceKind.Points,
            Name = name,
            X = [.. offsets.Select(offset => offset.East)],
            Y = [.. offsets.Select(offset => offset.North)],
            Fibers = [.. points.Select(point => point.Fiber)],
            Tips = [.. PlaceTips(points)],
        };
    }

    private static Trace Faint(MapPoint[] points, TangentPlane plane)
    {
        MapPoint[] placed = [.. points.Where(point => point.HasPlace)];
        var trace = Points(placed, plane, "no value");
        return trace with { Tint = Tint.Faint, Tips = [TipField.Text(Reason, placed.Select(point => point.Note)), .. trace.Tips] };
    }

    private static IEnumerable<TipField> PlaceTips(MapPoint[] points)
    {
        if (points.Any(point => point.Target.Length > 0))
        {
            yield return TipField.Text("target", points.Select(point => point.Target));
        }

        yield return TipField.Number("RA", "deg", 4, points.Select(point => point.Place.Ra));
        yield return TipField.Number("Dec", "deg", 4, points.Select(point => point.Place.Dec));
    }

    private static PlotFigure Figure(
        FigureDraft draft,
        TangentPlane plane,
        ImmutableArray<Trace> traces,
        IReadOnlyList<MapPoint> points,
        FigureSize size,
        bool withReference
    )
    {
        var unplaced = points.Count(point => !point.HasPlace);
        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"centre RA {plane.Ra:F3}°, Dec {plane.Dec:F3}°"),
            Part = draft.Part,
            Caption = draft.FullCaption,
            Missing = FigureDraft.Remarks(draft.Missing, unplaced > 0 ? $"{unplaced} fibers have no place on the sky" : string.Empty),
            X = new Axis(Across, "deg") { Reversed = true },
            Y = new Axis(Upwards, "deg"),
            Traces = [.. traces.Where(trace => !trace.X.IsEmpty)],
            EqualScale = true,
            Size = size,
            Data = new FigureTable([
                FigureColumn.Of("fiber", points.Select(point => point.Fiber)),
                FigureColumn.Of("RA", "deg", points.Select(point => point.Place.Ra)),
                FigureColumn.Of("Dec", "deg", points.Select(point => point.Place.Dec)),
                new FigureColumn("target", string.Empty, [.. points.Select(point => point.Target)]),
                FigureColumn.Of("value", draft.Unit, points.Select(point => point.Value)),
                .. withReference ? new[] { FigureColumn.Of("reference", draft.Unit, points.Select(point => point.Reference)) } : [],
                new FigureColumn(Reason, string.Empty, [.. points.Select(point => point.IsBroken ? FiberFacts.Broken : string.Empty)]),
            ]),
        };
    }
}
