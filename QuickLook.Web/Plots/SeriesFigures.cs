using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Analysis;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>
/// Figures of values over time: a line per camera and element over the calendar, limits behind it, what stands out marked. Many values are drawn as their median
/// and range in each part of the time.
/// </summary>
public static class SeriesFigures
{
    /// <summary>Values that are drawn one by one at most.</summary>
    public const int MostSingle = 4000;

    /// <summary>Lines at most.</summary>
    public const int MostLines = 48;

    private const int MostAreas = 4;
    private const int MostBins = 3600;
    private const int MostBinsOfLine = 400;
    private const int MostNamed = 12;

    /// <summary>The figure.</summary>
    /// <param name="subject">What it shows.</param>
    /// <returns>A figure; without values it says so.</returns>
    public static PlotFigure Of(SeriesSubject subject)
    {
        var elements = ElementsOf(subject);
        var all = LinesOf(subject, elements);
        var lines = Styled([.. all.Take(MostLines)]);
        var figure = new PlotFigure
        {
            Key = "series",
            Title = $"{subject.Title} over time",
            Subtitle = Subtitle(subject),
            X = new Axis("date", "UTC") { IsDate = true, Range = subject.Window },
            Y = new Axis(subject.Title, subject.Unit),
            Size = FigureSize.Wide,
            Data = SeriesTable.Of(subject, elements),
        };
        if (lines.Count == 0)
        {
            return figure with
            {
                Missing = subject.Series.All(series => series.Points.IsEmpty)
                    ? "No exposure has a value in this choice."
                    : "None of the exposures in this choice has a value that is a number.",
            };
        }

        var values = lines.Sum(line => CountIn(line, subject.Window));
        var isGathered = values > MostSingle;
        var bounds = elements.ToDictionary(element => element.Index, element => BoundsOf(subject, element.Index));
        var marks = SeriesMarks.Of(lines, subject.Window, BoundsOfAny, subject.Unit);
        return figure with
        {
            Caption = FigureDraft.Sentences(
                Limits(bounds, subject.Unit),
                marks.Caption,
                isGathered ? Gathering(values, HaveAreas(lines)) : string.Empty
            ),
            Missing = FigureDraft.Remarks(
                subject.IsCut ? "older values were left out: choose fewer nights or cameras to have them all" : string.Empty,
                all.Count > lines.Count ? $"{lines.Count} of {all.Count} lines are drawn: choose fewer cameras or elements" : string.Empty,
                marks.LeftOut
            ),
            Bands = Shared(bounds) is { } limits ? [.. limits.Bands(AxisName.Y)] : [],
            Guides = [.. References(bounds, elements)],
            Traces =
            [
                .. isGathered ? Gathered(lines, subject.Window) : lines.Select(line => line.Single(line.In(subject.Window))),
                .. marks.Traces,
            ],
        };

        ElementBounds? BoundsOfAny(int element) => bounds.TryGetValue(element, out var own) ? own : BoundsOf(subject, element);
    }

    /// <summary>True when there are too many values to draw each: medians and ranges stand for them, and a part of the time has them singly again.</summary>
    /// <param name="subject">What is shown.</param>
    public static bool IsGathered(SeriesSubject subject) =>
        LinesOf(subject, ElementsOf(subject)).Take(MostLines).Sum(line => CountIn(line, subject.Window)) > MostSingle;

    private static ImmutableArray<(int Index, string Name)> ElementsOf(SeriesSubject subject)
    {
        var count = subject.Series.IsEmpty ? 0 : subject.Series.Max(series => series.Elements);
        var shown = subject.Shown.IsDefaultOrEmpty
            ? Enumerable.Range(0, count)
            : subject.Shown.Distinct().Where(at => at >= 0 && at < count);
        return
        [
            .. shown.Select(at =>
                (
                    at,
                    at < subject.Elements.Length ? subject.Elements[at]
                    : count == 1 ? string.Empty
                    : (at + 1).ToString(CultureInfo.InvariantCulture)
                )
            ),
        ];
    }

    private static List<SeriesLine> LinesOf(SeriesSubject subject, ImmutableArray<(int Index, string Name)> elements)
    {
        var cameras = subject.Series.Length > 1;
        return
        [
            .. subject
                .Series.SelectMany(series =>
                    elements.Select(element => new SeriesLine(
                        NameOf(series, element.Name),
                        series.Camera,
                        element.Index,
                        element.Name,
                        series.Points
                    ))
                )
                .Where(line => line.Points.Any(point => double.IsFinite(line.Of(point)))),
        ];

        string NameOf(Series series, string element)
        {
            var camera = cameras || elements.Length == 1 ? series.Camera?.ToString() ?? string.Empty : string.Empty;
            var name = elements.Length > 1 || camera.Length == 0 ? element : string.Empty;
            return string.Join(' ', new[] { camera, name }.Where(word => word.Length > 0)) is { Length: > 0 } words ? words : subject.Title;
        }
    }

    private static List<SeriesLine> Styled(List<SeriesLine> lines)
    {
        var styles = SeriesStyle.Of([.. lines.Select(line => (line.Camera, line.Element, line.ElementName))]);
        return [.. lines.Select((line, at) => line with { Style = styles[at] })];
    }

    private static string Subtitle(SeriesSubject subject)
    {
        var points = subject.Series.SelectMany(series => series.Points).ToList();
        if (points.Count == 0)
        {
            return string.Empty;
        }

        var (first, last) = (points.Min(point => point.Night), points.Max(point => point.Night));
        var cameras = subject.Series.Select(series => series.Camera?.ToString()).OfType<string>().ToList();
        var exposures = points.Select(point => point.ExposureKey).Distinct().Count();
        return string.Join(
            ", ",
            new[]
            {
                cameras.Count is > 0 and <= MostNamed ? string.Join(' ', cameras)
                : cameras.Count > 0 ? $"{cameras.Count} cameras"
                : string.Empty,
                exposures == 1 ? "1 exposure" : $"{exposures} exposures",
                first == last ? $"night {first}" : $"nights {first} to {last}",
            }.Where(part => part.Length > 0)
        );
    }

    private static int CountIn(SeriesLine line, (double Low, double High)? window)
    {
        var count = 0;
        foreach (var point in line.In(window))
        {
            count += double.IsFinite(line.Of(point)) ? 1 : 0;
        }

        return count;
    }

    private static IEnumerable<Trace> Gathered(List<SeriesLine> lines, (double Low, double High)? window)
    {
        var ends = window ?? (lines.Min(line => line.Points[0].At.Days), lines.Max(line => line.Points[^1].At.Days));
        var bins = Math.Min(MostBins / lines.Count, MostBinsOfLine);
        List<(Trace Area, Trace Medians)> drawn = [.. lines.Select(line => line.Gathered(line.Points.AsSpan(), ends, bins))];
        return
        [
            .. HaveAreas(lines) ? drawn.Select(each => each.Area) : [SeriesLine.AreaOfAll(lines, ends, MostBinsOfLine)],
            .. drawn.Select(each => each.Medians),
        ];
    }

    // More areas would lie over each other, and no colour would be what the legend says.
    private static bool HaveAreas(List<SeriesLine> lines) => lines.Count <= MostAreas;

    private static string Gathering(int values, bool haveAreas) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Of {values} values the medians and, as {(haveAreas ? "areas, the range" : "one area, the range of all together")} from lowest to highest are drawn; with at most {MostSingle} in sight, each exposure is{(haveAreas ? string.Empty : $", and with at most {MostAreas} lines each has its area")}."
        );

    private static ElementBounds? BoundsOf(SeriesSubject subject, int element)
    {
        if (subject.Limits is not { HasReference: true } limits)
        {
            return null;
        }

        var reference =
            limits.Reference.Length == 1 ? limits.Reference[0]
            : element < limits.Reference.Length ? limits.Reference[element]
            : double.NaN;
        return double.IsFinite(reference) ? new ElementBounds(reference, Around(limits.Normal), Around(limits.Warning)) : null;

        ToleranceRange Around(ToleranceRange range) =>
            subject.LimitsAreReversed
                ? new ToleranceRange(reference - range.High, reference - range.Low)
                : new ToleranceRange(reference + range.Low, reference + range.High);
    }

    // One band for all lines, or none: bands of several would lie over each other.
    private static ElementBounds? Shared(Dictionary<int, ElementBounds?> bounds) =>
        bounds.Values.Distinct().ToList() is [{ } only] ? only : null;

    private static string Limits(Dictionary<int, ElementBounds?> bounds, string unit)
    {
        if (Shared(bounds) is { } limits)
        {
            return $"Bands are the limits that hold now. {limits.Sentence(unit)}";
        }

        return bounds.Values.Any(own => own is not null)
            ? "Each element has limits of its own: choose one to see them as bands."
            : string.Empty;
    }

    private static IEnumerable<GuideLine> References(
        Dictionary<int, ElementBounds?> bounds,
        ImmutableArray<(int Index, string Name)> elements
    ) =>
        bounds.Count <= MostNamed
            ? elements
                .Where(element => bounds[element.Index] is not null)
                .GroupBy(element => bounds[element.Index]!.Reference)
                .Select(group => new GuideLine(
                    AxisName.Y,
                    group.Key,
                    Shared(bounds) is not null
                        ? $"reference {NumberText.Of(group.Key)}"
                        : $"reference {string.Join(' ', group.Select(element => element.Name))} {NumberText.Of(group.Key)}",
                    GuideKind.Reference
                ))
            : [];
}
