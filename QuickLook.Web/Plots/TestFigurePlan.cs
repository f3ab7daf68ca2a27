using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Turns what a mapping says of a figure into the figures, one per row of a metric of several.</summary>
internal sealed class TestFigurePlan
{
    private const string FiducialMagnitude = "FIDMAG";
    private const string Magnitudes = "FIBER_MAGS";
    private const int MostBars = 20;
    private static readonly LimitRange Residuals = new(-0.2, 0.2);

    private readonly FigureSubject subject;
    private readonly TestReading reading;
    private readonly FiberFacts facts;

    public TestFigurePlan(FigureSubject subject)
    {
        this.subject = subject;
        reading = subject.Reading;
        facts = new FiberFacts(subject.Camera, subject.Document, subject.Fibers, subject.Defects);
    }

    /// <summary>True for a value by amplifier.</summary>
    public static bool AreAmplifiers(TestReading reading) =>
        reading.Elements.Length == Amplifiers.All.Count
        && reading.Elements.Zip(Amplifiers.All).All(pair => pair.First.Name == pair.Second.Letter().ToString());

    /// <summary>The figures of one entry of a mapping; none for a kind that another page shows.</summary>
    public IEnumerable<Figure> Build(FigureMapping mapping) =>
        mapping.Kind switch
        {
            FigureKind.AmplifierValues or FigureKind.AmplifierStatus => OfAmplifiers(mapping),
            FigureKind.ElementLimits => [ElementLimits.Of(Draft(mapping, string.Empty, string.Empty), reading.Elements)],
            FigureKind.Line or FigureKind.Scatter => [Pairs(mapping)],
            FigureKind.SnrCurves => OfTargets(mapping),
            FigureKind.FocalPlane => [],
            _ => OfFibers(mapping),
        };

    private IEnumerable<Figure> OfFibers(FigureMapping mapping)
    {
        var place = mapping.Metric is { } asked
            ? FiberMetrics.Locate(subject.Document, reading.Stage, asked)
                ?? (asked == "SNR_RESID" ? new FiberMetrics.Place(reading.Stage, asked) : null)
            : FiberMetrics.Find(subject.Document, subject.Camera, reading, mapping.Kind);
        var key = place?.Key ?? mapping.Metric ?? FiberMetrics.Candidates(reading.Test.Metric, mapping.Kind)[0];
        if (IsMap(mapping.Kind) && !facts.HasPlaces && subject.Document.Flavor is Flavor.Arc or Flavor.Flat)
        {
            // Lamps light all fibers; such exposures have no fibermap and nobody misses a map.
            return [];
        }

        if (place is null)
        {
            return [Draft(mapping, key, string.Empty).Empty($"the document has no {key}", SizeOf(mapping.Kind))];
        }

        var joined = FiberSource.Read(
            subject.Document,
            subject.Camera,
            place.Stage,
            key,
            mapping.Fibers,
            mapping.Elements.IsEmpty && reading.Test.Elements.Length > 1 ? NamesOf(key) : mapping.Elements
        );
        FiberSeries[] rows = [.. RowsOf(joined, mapping, key)];
        return rows.Length == 0
            ?
            [
                Draft(mapping, key, string.Empty)
                    .Empty(joined.Remark.Length > 0 ? joined.Remark : $"{key} has no row {mapping.Element}", SizeOf(mapping.Kind)),
            ]
            : rows.Select(row =>
                OfRow(Draft(mapping, key, row.Name) with { Missing = joined.Remark, Part = PartOf(mapping, key, row.Name) }, row)
            );
    }

    /// <summary>The band of the arm is no choice of the reader.</summary>
    private static string PartOf(FigureMapping mapping, string key, string row) =>
        mapping.Part.Length > 0 ? mapping.Part
        : key == Magnitudes ? string.Empty
        : row.ToUpperInvariant();

    private static PlotFigure OfRow(FigureDraft draft, FiberSeries row) =>
        draft.Mapping.Kind switch
        {
            FigureKind.PetalMap when FiberMetrics.IsStatus(draft.Mapping.Metric ?? string.Empty) => FiberMap.OfStatus(draft, row),
            FigureKind.PetalMap => FiberMap.OfValues(draft, row),
            FigureKind.PetalStatus => FiberMap.OfStatus(draft, row),
            FigureKind.FiberBars => FiberPlot.OfValues(draft, row, TraceKind.Bars),
            FigureKind.FiberStatus => FiberPlot.OfStatus(draft, row),
            FigureKind.Histogram => ValueHistogram.Of(draft, row),
            _ => FiberPlot.OfValues(draft, row, TraceKind.Points),
        };

    /// <summary>Of a metric with a row per band the row of the arm; else the row that is asked for, else all.</summary>
    private IEnumerable<FiberSeries> RowsOf(FiberReading joined, FigureMapping mapping, string key)
    {
        var element = mapping.Element ?? (key == Magnitudes ? FiberSource.BandOf(subject.Camera.Arm) : null);
        return element is null
            ? joined.Series
            : joined.Series.Where(series => string.Equals(series.Name, element, StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<Figure> OfAmplifiers(FigureMapping mapping)
    {
        if (mapping.Metric is null && AreAmplifiers(reading))
        {
            return
            [
                OfPatches(
                    Draft(mapping, reading.Test.Metric, string.Empty),
                    [.. reading.Elements.Select(Patch)],
                    [.. reading.Elements.Select(ElementBounds.Of)]
                ),
            ];
        }

        var key =
            mapping.Metric
            ?? (reading.Test.Metric.EndsWith("_AMP", StringComparison.Ordinal) ? reading.Test.Metric : $"{reading.Test.Metric}_AMP");
        var rows = StoredRows.Of(subject.Document, reading.Stage, key);
        if (rows.IsEmpty || rows.Any(row => row.Length != Amplifiers.All.Count))
        {
            return
            [
                new AmplifierFigure
                {
                    Key = Key(mapping, key, string.Empty),
                    Title = Title(mapping, key, string.Empty),
                    Part = mapping.Part,
                    Missing = rows.IsEmpty ? $"the document has no {key}" : $"{key} has not one value per amplifier",
                },
            ];
        }

        ImmutableArray<string> names = mapping.Elements.IsEmpty ? reading.Test.Elements : mapping.Elements;
        return rows.Select(
                (row, at) =>
                    (
                        Name: rows.Length == 1 ? string.Empty
                        : at < names.Length ? names[at]
                        : $"{at + 1}",
                        Row: row
                    )
            )
            .Where(row => mapping.Element is null || string.Equals(row.Name, mapping.Element, StringComparison.OrdinalIgnoreCase))
            .Select(row => Figure(row.Name, row.Row));

        Figure Figure(string name, ImmutableArray<double> row)
        {
            var draft = Draft(mapping, key, name);
            ElementBounds?[] bounds =
            [
                .. Amplifiers.All.Select(
                    (_, at) =>
                        draft.Bounds ?? (AreAmplifiers(reading) && HasLimits(mapping, key) ? ElementBounds.Of(reading.Elements[at]) : null)
                ),
            ];
            var patches = Amplifiers.All.Select(
                (amplifier, at) =>
                    new AmplifierPatch(
                        amplifier,
                        row[at],
                        row[at] - (bounds[at]?.Reference ?? double.NaN),
                        subject.Defects.BrokenAmplifiers.Contains(amplifier) ? Quality.None : bounds[at]?.Judge(row[at]) ?? Quality.None
                    )
            );
            return OfPatches(draft, [.. patches], bounds);
        }
    }

    private static AmplifierFigure OfPatches(FigureDraft draft, ImmutableArray<AmplifierPatch> patches, ElementBounds?[] all)
    {
        ElementBounds[] bounds = [.. all.OfType<ElementBounds>()];
        if (bounds.Length == 0)
        {
            return draft.Mapping.Kind == FigureKind.AmplifierValues
                ? AmplifierPatches.OfValues(draft, patches, scale: null)
                : AmplifierPatches.OfStatus(
                    draft with
                    {
                        Missing = FigureDraft.Remarks(draft.Missing, "there are no limits to judge by"),
                    },
                    patches
                );
        }

        var widest = bounds.MaxBy(own => own.Reach)!;
        var own =
            bounds.Distinct().Count() == 1
                ? draft with
                {
                    Bounds = widest,
                }
                : draft with
                {
                    Bounds = null,
                    Caption = FigureDraft.Sentences(draft.Caption, widest.SentenceOfEach(draft.Unit)),
                };
        return draft.Mapping.Kind == FigureKind.AmplifierValues
            ? AmplifierPatches.OfValues(own, patches, widest.Scale(draft.Unit))
            : AmplifierPatches.OfStatus(own, patches);
    }

    private static AmplifierPatch Patch(ElementReading element, int at) =>
        new(Amplifiers.All[at], element.Value, element.Value - element.Reference, element.Quality);

    private PlotFigure Pairs(FigureMapping mapping)
    {
        var key = mapping.Metric!;
        var draft = Draft(mapping, key, mapping.Element ?? string.Empty) with { Part = mapping.Part };
        var place = FiberMetrics.Locate(subject.Document, reading.Stage, key);
        var against = mapping.Against is { } other ? FiberMetrics.Locate(subject.Document, reading.Stage, other) : null;
        if (place is null || (mapping.Against is not null && against is null))
        {
            return draft.Empty($"the document has no {(place is null ? key : mapping.Against)}", SizeOf(mapping.Kind));
        }

        if (mapping.Kind == FigureKind.Scatter && against is not null)
        {
            var values = FiberSource.Read(subject.Document, subject.Camera, place.Stage, key, mapping.Fibers, mapping.Elements);
            var across = FiberSource.Read(subject.Document, subject.Camera, against.Stage, against.Key);
            if (
                RowsOf(values, mapping, key).FirstOrDefault() is { } y
                && RowsOf(across, mapping with { Element = null }, against.Key).FirstOrDefault() is { } x
            )
            {
                return ListPlot.OfFibers(
                    draft with
                    {
                        Missing = FigureDraft.Remarks(values.Remark, across.Remark),
                        Mapping = draft.Mapping with { AgainstTitle = $"{AgainstTitle(mapping)} {x.Name}".TrimEnd() },
                    },
                    x,
                    y
                );
            }

            if (values.HasValues || across.HasValues)
            {
                return draft.Empty(
                    FigureDraft.Remarks(values.Remark, across.Remark, $"{key} and {against.Key} do not both have values by fiber")
                );
            }
        }

        var rows = StoredRows.Of(subject.Document, place.Stage, key);
        var places = against is null ? default : StoredRows.Of(subject.Document, against.Stage, against.Key).FirstOrDefault();
        return rows.IsEmpty || (against is not null && places.IsDefault)
            ? draft.Empty($"{(rows.IsEmpty ? key : mapping.Against)} is no list of numbers", SizeOf(mapping.Kind))
            : ListPlot.OfLists(draft, places, rows[0], KindOf(mapping, rows[0].Length));
    }

    private static string AgainstTitle(FigureMapping mapping) =>
        mapping.AgainstTitle.Length > 0 ? mapping.AgainstTitle : mapping.Against ?? string.Empty;

    /// <summary>A few values without anything across are bars.</summary>
    private static TraceKind KindOf(FigureMapping mapping, int count)
    {
        if (mapping.Kind == FigureKind.Scatter)
        {
            return TraceKind.Points;
        }

        return mapping.Against is null && count <= MostBars ? TraceKind.Bars : TraceKind.Line;
    }

    private IEnumerable<Figure> OfTargets(FigureMapping mapping)
    {
        var targets = TargetSnrs.Of(subject.Document, subject.Camera, reading.Stage, out var remark);
        if (targets.IsEmpty)
        {
            return [Draft(mapping, string.Empty, string.Empty).Empty(remark)];
        }

        var parameter = subject.Document.ValuesAt("TASKS", reading.Stage, "PARAMS", FiducialMagnitude);
        var fiducial = parameter is { IsDefault: false, Length: 1 } ? parameter[0] ?? double.NaN : double.NaN;
        return targets.Select(target =>
            SnrCurveFigures.Of(
                Draft(mapping with { Limits = true }, string.Empty, target.Type) with
                {
                    Part = string.Empty,
                    Title = $"SNR of {target.Type}",
                    Missing = target.Curve is null || target.Snr.Fibers.IsEmpty ? remark : string.Empty,
                },
                target,
                FiberSource.BandOf(subject.Camera.Arm),
                fiducial
            )
        );
    }

    private FigureDraft Draft(FigureMapping mapping, string key, string element)
    {
        var bounds = HasLimits(mapping, key) ? ElementBounds.Of(reading, element) : null;
        return new FigureDraft
        {
            Key = Key(mapping, key, element),
            Title = Title(mapping, key, element),
            Part = mapping.Part.Length > 0 ? mapping.Part : element.ToUpperInvariant(),
            // What shares the limits of the test shares its unit.
            Unit = mapping.Unit ?? (IsOwn(mapping, key) || mapping.Limits == true ? reading.Test.Unit : string.Empty),
            Caption = mapping.Caption,
            Facts = facts,
            Bounds = bounds,
            Judged = JudgedOf(element),
            Mapping = mapping with
            {
                Metric = key.Length > 0 ? key : mapping.Metric,
                Range = mapping.Range ?? (key == "SNR_RESID" ? Residuals : null),
            },
        };
    }

    private double JudgedOf(string element) =>
        reading.Elements.Length == 1 ? reading.Elements[0].Value
        : reading.Elements.FirstOrDefault(own => string.Equals(own.Name, element, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Value
        : double.NaN;

    private bool HasLimits(FigureMapping mapping, string key) => mapping.Limits ?? (IsOwn(mapping, key) && !FiberMetrics.IsStatus(key));

    private bool IsOwn(FigureMapping mapping, string key) =>
        key.Length == 0
        || key == reading.Test.Metric
        || key.StartsWith(reading.Test.Metric + "_", StringComparison.Ordinal)
        || (mapping.Metric is null && key == "DELTAMAG");

    private ImmutableArray<string> NamesOf(string key) =>
        key.StartsWith(reading.Test.Metric + "_", StringComparison.Ordinal) && !AreAmplifiers(reading) ? reading.Test.Elements : [];

    private string Key(FigureMapping mapping, string key, string element) =>
        FigureKeys.Of(
            reading.Test.Name,
            mapping.Kind.Word(),
            mapping.Metric is null ? string.Empty : key,
            mapping.Against ?? string.Empty,
            element
        );

    private string Title(FigureMapping mapping, string key, string element)
    {
        var title =
            mapping.Title.Length > 0 ? mapping.Title
            : key.Length > 0 ? key
            : reading.Test.DisplayName;
        return element.Length > 0 && mapping.Element is null ? $"{title} {element}" : title;
    }

    private static bool IsMap(FigureKind kind) => kind is FigureKind.PetalMap or FigureKind.PetalStatus;

    private static FigureSize SizeOf(FigureKind kind) =>
        kind is FigureKind.FiberBars or FigureKind.FiberScatter or FigureKind.FiberStatus or FigureKind.Line
            ? FigureSize.Wide
            : FigureSize.Normal;
}
