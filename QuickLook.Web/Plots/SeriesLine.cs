using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;

namespace QuickLook.Web.Plots;

/// <summary>One line of a figure over time: an element of a camera.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Camera">Whose; null for quantities of the exposure.</param>
/// <param name="Element">Index of the element.</param>
/// <param name="ElementName">What the element is called; empty for a single value.</param>
/// <param name="Points">All of the camera.</param>
internal sealed record SeriesLine(string Name, CameraId? Camera, int Element, string ElementName, ImmutableArray<SeriesPoint> Points)
{
    // Whoever looks at a night wants to see where the night before ended.
    private const double LongestGapDays = 1;

    /// <summary>How it looks.</summary>
    public SeriesStyle Style { get; init; } = new(Tint.Data, LineDash.Solid, MarkShape.Disc);

    /// <summary>The value of a point; NaN where there is none.</summary>
    public double Of(SeriesPoint point) => Element < point.Values.Length ? point.Values[Element] : double.NaN;

    /// <summary>The points in a part of the time with one more on either side, so that the line goes on to the edge.</summary>
    public ReadOnlySpan<SeriesPoint> In((double Low, double High)? window)
    {
        if (window is not { } seen)
        {
            return Points.AsSpan();
        }

        var first = 0;
        while (first < Points.Length && Points[first].At.Days < seen.Low)
        {
            first++;
        }

        var end = first;
        while (end < Points.Length && Points[end].At.Days <= seen.High)
        {
            end++;
        }

        return Points.AsSpan()[Math.Max(0, first - 1)..Math.Min(Points.Length, end + 1)];
    }

    /// <summary>Every point, and a gap where more than a day has none.</summary>
    public Trace Single(ReadOnlySpan<SeriesPoint> points)
    {
        var drawn = new List<SeriesPoint?>(points.Length);
        foreach (var point in points)
        {
            if (drawn.LastOrDefault() is { } before && point.At.Days - before.At.Days > LongestGapDays)
            {
                drawn.Add(null);
            }

            drawn.Add(point);
        }

        return new Trace
        {
            Kind = TraceKind.LinePoints,
            Name = Name,
            X = [.. drawn.Select((point, at) => point?.At.Days ?? drawn[at - 1]!.At.Days)],
            Y = [.. drawn.Select(point => point is null ? double.NaN : Of(point))],
            Tint = Style.Tint,
            Dash = Style.Dash,
            Shape = Style.Shape,
            NeedsDouble = true,
            InLegend = true,
            Processes = [.. drawn.Select(point => point?.ProcessId ?? 0)],
            Tips =
            [
                TipField.Whole("exposure", 8, drawn.Select(point => point?.Exposure.Number ?? -1)),
                TipField.Text("night", drawn.Select(point => point?.Night.ToString() ?? string.Empty)),
                TipField.Text("verdict", drawn.Select(point => point is null ? string.Empty : QualityWords.Of(point.Quality))),
            ],
        };
    }

    /// <summary>The range of the values in each part of the time as an area, and a line of their medians.</summary>
    public (Trace Area, Trace Medians) Gathered(ReadOnlySpan<SeriesPoint> points, (double Low, double High) ends, int bins)
    {
        var times = new double[points.Length];
        var values = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            (times[i], values[i]) = (points[i].At.Days, Of(points[i]));
        }

        var runs = Runs(Envelope.Of(times, values, ends.Low, ends.High, bins));
        EnvelopeBin?[] medians = [.. runs.SelectMany(run => run.Select(bin => (EnvelopeBin?)bin).Append(null))];
        return (
            Area(runs, Name, Style.Tint),
            new Trace
            {
                Kind = TraceKind.LinePoints,
                Name = Name,
                X = [.. medians.Select((bin, at) => bin?.Middle ?? medians[at - 1]!.Value.Last)],
                Y = [.. medians.Select(bin => bin?.Median ?? double.NaN)],
                Tint = Style.Tint,
                Dash = Style.Dash,
                Shape = Style.Shape,
                Size = 3,
                NeedsDouble = true,
                InLegend = true,
                Tips =
                [
                    TipField.Number("lowest", string.Empty, 3, medians.Select(bin => bin?.Least ?? double.NaN)),
                    TipField.Number("highest", string.Empty, 3, medians.Select(bin => bin?.Most ?? double.NaN)),
                    TipField.Number("median of values", string.Empty, 0, medians.Select(bin => bin?.Count ?? double.NaN)),
                ],
            }
        );
    }

    /// <summary>The range of the values of several lines together in each part of the time.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="ends">The time that is seen.</param>
    /// <param name="bins">How many parts.</param>
    public static Trace AreaOfAll(IReadOnlyList<SeriesLine> lines, (double Low, double High) ends, int bins)
    {
        double[] times = [.. lines.SelectMany(line => line.Points.Select(point => point.At.Days))];
        double[] values = [.. lines.SelectMany(line => line.Points.Select(line.Of))];
        return Area(Runs(Envelope.Of(times, values, ends.Low, ends.High, bins)), "all", Tint.Data);
    }

    private static List<List<EnvelopeBin>> Runs(ImmutableArray<EnvelopeBin> bins)
    {
        var runs = new List<List<EnvelopeBin>>();
        foreach (var bin in bins)
        {
            if (runs.Count == 0 || bin.First - runs[^1][^1].Last > LongestGapDays)
            {
                runs.Add([]);
            }

            runs[^1].Add(bin);
        }

        return runs;
    }

    // Along the highest values and back along the lowest; a part that stands alone has the width of its values.
    private static Trace Area(List<List<EnvelopeBin>> runs, string name, Tint tint)
    {
        var x = ImmutableArray.CreateBuilder<double>();
        var y = ImmutableArray.CreateBuilder<double>();
        foreach (var run in runs)
        {
            (double At, EnvelopeBin Bin)[] corners = run is [var alone]
                ? [(alone.First, alone), (alone.Last, alone)]
                : [.. run.Select(bin => (bin.Middle, bin))];
            x.AddRange(corners.Select(corner => corner.At).Concat(corners.Reverse().Select(corner => corner.At)));
            y.AddRange(corners.Select(corner => corner.Bin.Most).Concat(corners.Reverse().Select(corner => corner.Bin.Least)));
            x.Add(corners[0].At);
            y.Add(double.NaN);
        }

        return new Trace
        {
            Kind = TraceKind.Area,
            Name = name,
            X = x.ToImmutable(),
            Y = y.ToImmutable(),
            Tint = tint,
            NeedsDouble = true,
        };
    }
}
