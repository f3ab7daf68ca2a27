using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Figures of any metric of a document, whether or not a mapping knows it.</summary>
public static class MetricFigures
{
    private static readonly ElementReading Nothing = new(string.Empty, double.NaN, double.NaN, null, null, Quality.None);

    /// <summary>Everything that the document holds.</summary>
    /// <param name="subject">The document.</param>
    public static ImmutableArray<StoredMetric> List(MetricSubject subject) => StoredMetrics.Of(subject.Document, subject.Camera);

    /// <summary>Figures of a metric, by its shape: map, points and histogram by fiber; amplifiers; elements; a list; a table for a number or a text.</summary>
    /// <param name="subject">The document.</param>
    /// <param name="name">The metric; with an element, figures of that row only.</param>
    /// <returns>At least one; what cannot be drawn says why in <see cref="Figure.Missing"/>.</returns>
    public static ImmutableArray<Figure> Of(MetricSubject subject, MetricName name)
    {
        var draft = Draft(subject, name);
        if (StoredMetrics.Find(subject.Document, subject.Camera, name.Stage, name.Key) is not { } stored)
        {
            return [Table(draft, string.Empty, Nothing) with { Missing = $"the document has no {name.Key} in {name.Stage}" }];
        }

        var values = StoredRows.Of(subject.Document, name.Stage, name.Key);
        switch (stored.Shape)
        {
            case MetricShape.PerFiber or MetricShape.PerSomeFibers:
                return OfFibers(subject, name, draft);
            case MetricShape.PerAmplifier:
                return
                [
                    .. values.Select(
                        (row, at) =>
                            (Figure)
                                AmplifierPatches.OfValues(
                                    values.Length == 1 ? draft : Row(draft, RowName(name.Key, at)),
                                    [
                                        .. Amplifiers.All.Select(
                                            (amplifier, place) => new AmplifierPatch(amplifier, row[place], double.NaN, Quality.None)
                                        ),
                                    ],
                                    scale: null
                                )
                    ),
                ];
            case MetricShape.Scalar:
                return [Table(draft, string.Empty, Nothing with { Value = values is [[var single]] ? single : double.NaN })];
            case MetricShape.List or MetricShape.PerTargetType when values.Length > 0:
                return
                [
                    .. values.Select(
                        (row, at) =>
                            (Figure)
                                ListPlot.OfLists(
                                    (values.Length == 1 ? draft : Row(draft, $"{at + 1}")) with
                                    {
                                        Mapping = new FigureMapping(FigureKind.Line) { Metric = name.Key },
                                        Missing = Joined(subject, name),
                                    },
                                    default,
                                    row,
                                    TraceKind.Points
                                )
                    ),
                ];
            default:
                return [Table(draft, stored.Value, Nothing)];
        }
    }

    /// <summary>A metric by fiber against another one, joined by the fibers' numbers.</summary>
    /// <param name="subject">The document.</param>
    /// <param name="across">The metric across.</param>
    /// <param name="upwards">The metric upwards.</param>
    /// <returns>The figure; it says in <see cref="Figure.Missing"/> why it is empty.</returns>
    public static PlotFigure Scatter(MetricSubject subject, MetricName across, MetricName upwards) =>
        Scatter(subject, upwards, subject, across);

    /// <summary>
    /// A metric by fiber against one of another camera of the exposure: of the same petal fiber by fiber, of another petal by the index on the petal.
    /// </summary>
    /// <param name="subject">The document with the metric upwards; its fibers are those of the figure.</param>
    /// <param name="upwards">The metric upwards.</param>
    /// <param name="other">The document with the metric across.</param>
    /// <param name="across">The metric across.</param>
    /// <returns>The figure; it says in <see cref="Figure.Missing"/> why it is empty.</returns>
    public static PlotFigure Scatter(MetricSubject subject, MetricName upwards, MetricSubject other, MetricName across)
    {
        var (x, y) = (Read(other, across), Read(subject, upwards));
        var isOther = other.Camera != subject.Camera;
        var draft = Draft(subject, upwards) with
        {
            Key = FigureKeys.Of(
                upwards.Key,
                upwards.Element,
                "against",
                across.Key,
                across.Element,
                isOther ? other.Camera.ToString() : string.Empty
            ),
            Title = isOther ? $"{Title(upwards)} of {subject.Camera}" : Title(upwards),
            Caption =
                other.Camera.Spectrograph == subject.Camera.Spectrograph
                    ? string.Empty
                    : "Fibers of the two petals are paired by their index on the petal; numbers, targets and places are those of the quantity upwards.",
            Missing = FigureDraft.Remarks(x.Remark, y.Remark),
            Mapping = new FigureMapping(FigureKind.Scatter)
            {
                Metric = upwards.Key,
                Against = across.Key,
                AgainstTitle = isOther ? $"{Title(across)} of {other.Camera}" : Title(across),
                ByType = true,
            },
        };
        return Paired(Pick(x, across), other, subject.Camera) is { } horizontal && Pick(y, upwards) is { } vertical
            ? ListPlot.OfFibers(draft, horizontal, vertical)
            : draft.Empty("one of the two has no values by fiber");
    }

    /// <summary>Values of another camera under the numbers that the fibers with the same index have on this one's petal; without its broken fibers.</summary>
    private static FiberSeries? Paired(FiberSeries? series, MetricSubject other, CameraId camera)
    {
        if (series is null || other.Camera == camera)
        {
            return series;
        }

        var facts = new FiberFacts(other.Camera, other.Document, other.Fibers, other.Defects);
        var shift = FiberId.PerPetal * (camera.Spectrograph.Number - other.Camera.Spectrograph.Number);
        return FiberSeries.Of(
            series.Name,
            series.Path,
            series.Fibers.Where(fiber => !facts.IsBroken(fiber)).Select(fiber => (fiber + shift, series.Of(fiber)))
        );
    }

    private static ImmutableArray<Figure> OfFibers(MetricSubject subject, MetricName name, FigureDraft draft)
    {
        var reading = Read(subject, name);
        var figures = ImmutableArray.CreateBuilder<Figure>();
        foreach (var series in reading.Series.Where(series => name.Element.Length == 0 || Matches(series, name)))
        {
            var own = (series.Name.Length == 0 ? draft : Row(draft, series.Name)) with { Missing = reading.Remark };
            figures.Add(FiberPlot.OfValues(own with { Key = $"{own.Key}-fibers" }, series, TraceKind.Points));
            if (own.Facts.HasPlaces)
            {
                figures.Add(FiberMap.OfValues(own with { Key = $"{own.Key}-petal" }, series));
            }

            figures.Add(ValueHistogram.Of(own with { Key = $"{own.Key}-histogram" }, series));
        }

        return figures.Count > 0
            ? figures.ToImmutable()
            : [draft.Empty(FigureDraft.Remarks(reading.Remark, $"{name.Key} has no row {name.Element}"))];
    }

    private static FiberReading Read(MetricSubject subject, MetricName name) =>
        FiberSource.Read(subject.Document, subject.Camera, name.Stage, name.Key);

    private static FiberSeries? Pick(FiberReading reading, MetricName name) =>
        name.Element.Length == 0 ? reading.Series.FirstOrDefault() : reading.Series.FirstOrDefault(series => Matches(series, name));

    private static bool Matches(FiberSeries series, MetricName name) =>
        string.Equals(series.Name, name.Element, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a list that could be by fiber is drawn by position.</summary>
    private static string Joined(MetricSubject subject, MetricName name) =>
        name.Key.Contains("FIB", StringComparison.Ordinal) && !name.Key.EndsWith("FIBERID", StringComparison.Ordinal)
            ? Read(subject, name).Remark
            : string.Empty;

    private static FigureDraft Draft(MetricSubject subject, MetricName name) =>
        new()
        {
            Key = FigureKeys.Of(name.Key),
            Title = name.Key,
            Facts = new FiberFacts(subject.Camera, subject.Document, subject.Fibers, subject.Defects),
            Mapping = new FigureMapping(FigureKind.FiberScatter) { Metric = name.Key, ByType = true },
        };

    private static FigureDraft Row(FigureDraft draft, string row) =>
        draft with
        {
            Key = FigureKeys.Of(draft.Key, row),
            Title = $"{draft.Title} {row}",
            Part = row.ToUpperInvariant(),
        };

    private static string RowName(string key, int at) =>
        key.StartsWith("XWSIGMA", StringComparison.Ordinal) && at < 2 ? (at == 0 ? "x" : "w") : $"{at + 1}";

    private static string Title(MetricName name) => name.Element.Length == 0 ? name.Key : $"{name.Key} {name.Element}";

    private static TableFigure Table(FigureDraft draft, string text, ElementReading row) =>
        new()
        {
            Key = draft.Key,
            Title = draft.Title,
            Subtitle = text,
            ElementHeading = "Value",
            Rows = text.Length > 0 ? [] : [row],
            Missing = text.Length > 0 ? "it is a text, not a number" : string.Empty,
            Data = new FigureTable([
                text.Length > 0 ? new FigureColumn("text", string.Empty, [text]) : FigureColumn.Of("value", string.Empty, [row.Value]),
            ]),
        };
}
