using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>How often which value occurs. As many bins as the square root of the number of values.</summary>
internal static class ValueHistogram
{
    private const double Margin = 0.1;
    private const int MostBins = 100;

    // A bar of one fiber has height above the foot of a logarithmic axis, an empty one has none.
    private const double LogarithmicFoot = 0.5;

    public static PlotFigure Of(FigureDraft draft, FiberSeries series)
    {
        double[] values = [.. series.Fibers.Where(fiber => !draft.Facts.IsBroken(fiber)).Select(series.Of).Where(double.IsFinite)];
        if (values.Length == 0)
        {
            return draft.Empty("no fiber has a value");
        }

        var (low, high) = Ends(draft, values);
        var bins = Math.Clamp((int)Math.Ceiling(Math.Sqrt(values.Length)), 1, MostBins);
        var width = (high - low) / bins;
        var counts = new int[bins];
        var outside = 0;
        foreach (var value in values)
        {
            if (value < low || value > high)
            {
                outside++;
                continue;
            }

            counts[Math.Min((int)((value - low) / width), bins - 1)]++;
        }

        double[] from = [.. Enumerable.Range(0, bins).Select(bin => low + (bin * width))];
        double[] to = [.. from.Select(start => start + width)];
        return new PlotFigure
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle = $"{values.Length} fibers",
            Part = draft.Part,
            Caption = draft.FullCaption,
            Missing = FigureDraft.Remarks(draft.Missing, outside > 0 ? $"{outside} fibers have values beyond the ends" : string.Empty),
            X = new Axis(draft.Quantity, draft.Unit) { Range = (low, high) },
            Y = new Axis("fibers")
            {
                Logarithmic = draft.Mapping.Log,
                Range = draft.Mapping.Log ? (LogarithmicFoot, Math.Max(2, counts.Max() * 1.5)) : (0, Math.Max(1, counts.Max() * 1.1)),
            },
            Traces =
            [
                new Trace
                {
                    Kind = TraceKind.Bars,
                    Name = "fibers",
                    X = [.. from.Select(start => start + (width / 2))],
                    Y = [.. counts.Select(count => draft.Mapping.Log && count == 0 ? double.NaN : count)],
                    BarWidth = width,
                    Tips = [TipField.Number("from", draft.Unit, 3, from), TipField.Number("to", draft.Unit, 3, to)],
                },
            ],
            Bands = [.. draft.Bounds?.Bands(AxisName.X) ?? []],
            Guides =
            [
                .. FiberPlot.ReferenceOf(draft, AxisName.X),
                .. double.IsFinite(draft.Judged) && draft.Bounds is not null
                    ? new[] { new GuideLine(AxisName.X, draft.Judged, "value", GuideKind.Value) }
                    : [],
            ],
            Data = new FigureTable([
                FigureColumn.Of("from", draft.Unit, from),
                FigureColumn.Of("to", draft.Unit, to),
                FigureColumn.Of("fibers", counts),
            ]),
        };
    }

    /// <summary>With limits the warning range and a tenth more on each side, and all values where most of them would be outside; else all values.</summary>
    private static (double Low, double High) Ends(FigureDraft draft, double[] values)
    {
        if (draft.Mapping.Range is { } range)
        {
            return (range.Low, range.High);
        }

        var (least, most) = (values.Min(), values.Max());
        if (draft.Bounds is { } bounds && bounds.Warning.High > bounds.Warning.Low)
        {
            var margin = Margin * (bounds.Warning.High - bounds.Warning.Low);
            var (low, high) = (bounds.Warning.Low - margin, bounds.Warning.High + margin);
            return 2 * values.Count(value => value < low || value > high) > values.Length
                ? (Math.Min(low, least), Math.Max(high, most))
                : (low, high);
        }

        return most > least ? (least, most) : (least - 0.5, most + 0.5);
    }
}
