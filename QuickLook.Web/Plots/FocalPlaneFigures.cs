using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Maps of the whole focal plane: the fibers of all petals of an arm, joined by their numbers.</summary>
public static class FocalPlaneFigures
{
    private const string Fibers = "CHECK_FIBERS";
    private const string Ccds = "CHECK_CCDs";
    private const string Spectra = "CHECK_SPECTRA";
    private const double ResidualReach = 0.2;

    /// <summary>Fibers with and without signal.</summary>
    /// <param name="subject">The documents.</param>
    public static PlotFigure GoodFibers(FocalPlaneSubject subject)
    {
        var petals = Read(subject, Fibers, judged: null, (document, camera) => FiberJoin.Read(document, camera, Fibers, "GOOD_FIBERS"));
        var draft = Draft(subject, "good-fibers", "Good fibers", string.Empty, petals) with
        {
            Caption = "Every fiber that is not known to be broken should be good: its counts are well above the noise.",
        };
        var (points, others) = PointsOf(petals, petals.Select(petal => petal.Reading?.Series.FirstOrDefault()), string.Empty);
        return FiberMap.OfStatusPoints(draft, points, others, FigureSize.Large);
    }

    /// <summary>Widths of lines across the fibers (x) and along the wavelength (w), less their references: two figures, one for each.</summary>
    /// <param name="subject">The documents.</param>
    public static ImmutableArray<PlotFigure> Focus(FocalPlaneSubject subject)
    {
        const string metric = "XWSIGMA_FIB";
        var petals = Read(subject, Ccds, "XWSIGMA", (document, camera) => FiberJoin.Read(document, camera, Ccds, metric));
        return
        [
            .. new[] { ("x", "X sigma"), ("w", "W sigma") }.Select(row =>
                Values(
                    subject,
                    petals,
                    $"focus-{row.Item1}",
                    row.Item2,
                    "pixel",
                    row.Item1,
                    "In focus, fibers have the colour of the middle: the reference of their camera."
                ) with
                {
                    Part = row.Item1.ToUpperInvariant(),
                }
            ),
        ];
    }

    /// <summary>How far each target is from the fitted signal to noise of its type and camera, as a fraction.</summary>
    /// <param name="subject">The documents.</param>
    public static PlotFigure SnrResidual(FocalPlaneSubject subject)
    {
        var petals = Read(subject, Spectra, judged: null, (document, camera) => Combined(TargetSnrs.Residuals(document, camera, Spectra)));
        var draft = Draft(subject, "snr-residual", "SNR residual", string.Empty, petals) with
        {
            Caption = "Around 0 everywhere; a region of one sign is a matter of guiding, positions or the plate.",
        };
        var (points, others) = PointsOf(petals, petals.Select(petal => petal.Reading?.Series.FirstOrDefault()), string.Empty);
        var scale = new ColourScale(ColourScaleKind.Diverging, -ResidualReach, ResidualReach, "(SNR - model) / model");
        return FiberMap.OfPoints(draft, points, others, scale, FigureSize.Large);
    }

    /// <summary>Any metric by fiber.</summary>
    /// <param name="subject">The documents.</param>
    /// <param name="stage">Its task, or GENERAL_INFO.</param>
    /// <param name="metric">Its key.</param>
    /// <param name="unit">Its unit; empty when not known.</param>
    /// <returns>One figure, or one per row of a metric of several; at least one, which says why there is nothing to draw.</returns>
    public static ImmutableArray<PlotFigure> Metric(FocalPlaneSubject subject, string stage, string metric, string unit = "")
    {
        var petals = Read(subject, stage, judged: null, (document, camera) => ReadAny(document, camera, stage, metric));
        var names = petals
            .SelectMany(petal => petal.Reading?.Series.Select(series => series.Name) ?? [])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .DefaultIfEmpty(string.Empty);
        return
        [
            .. names.Select(name =>
                Values(
                    subject,
                    petals,
                    $"focal-plane-{FigureKeys.Of(metric, name)}",
                    name.Length == 0 ? metric : $"{metric} {name}",
                    unit,
                    name,
                    string.Empty
                ) with
                {
                    Part = name.ToUpperInvariant(),
                }
            ),
        ];
    }

    private static FiberReading ReadAny(MergedQa document, CameraId camera, string stage, string metric) =>
        metric == "SNR_RESID" ? Combined(TargetSnrs.Residuals(document, camera, stage)) : FiberJoin.Read(document, camera, stage, metric);

    /// <summary>Series by type of target as one; a fiber of several types counts with the first.</summary>
    internal static FiberReading Combined(FiberReading reading) =>
        reading.Series.Length <= 1
            ? reading with
            {
                Series = [.. reading.Series.Select(series => series with { Name = string.Empty, Path = [] })],
            }
            : reading with
            {
                Series = [FiberSeries.Of(string.Empty, [], reading.Series.SelectMany(series => series.Fibers.Zip(series.Values)))],
            };

    private static PlotFigure Values(
        FocalPlaneSubject subject,
        ImmutableArray<Petal> petals,
        string key,
        string title,
        string unit,
        string element,
        string caption
    )
    {
        var draft = Draft(subject, key, title, unit, petals) with { Caption = caption };
        var (points, others) = PointsOf(
            petals,
            petals.Select(petal =>
                petal.Reading is not { Series: { IsEmpty: false } series } ? null
                : element.Length == 0 ? series[0]
                : petal.Reading.Find(element)
            ),
            element
        );
        ElementBounds[] bounds = [.. petals.Select(petal => petal.Bounds(element)).OfType<ElementBounds>()];
        var scale =
            bounds.Length > 0 ? bounds.MaxBy(own => own.Reach)!.Scale(unit) : FiberMap.Scale(draft, points.Select(point => point.Value));
        return FiberMap.OfPoints(draft, points, others, scale, FigureSize.Large);
    }

    private static ImmutableArray<Petal> Read(
        FocalPlaneSubject subject,
        string stage,
        string? judged,
        Func<MergedQa, CameraId, FiberReading> read
    ) =>
        [
            .. Spectrograph.All.Select(spectrograph =>
            {
                var camera = new CameraId(subject.Arm, spectrograph);
                return subject.Documents.TryGetValue(camera, out var document)
                    ? new Petal(
                        camera,
                        new FiberFacts(camera, document, subject.Fibers, subject.Defects.GetValueOrDefault(camera, KnownDefects.None)),
                        read(document, camera),
                        judged is null ? null : document.LimitsOf(stage, judged)
                    )
                    : new Petal(camera, new FiberFacts(spectrograph, subject.Fibers), null, null);
            }),
        ];

    private static FigureDraft Draft(FocalPlaneSubject subject, string key, string title, string unit, ImmutableArray<Petal> petals) =>
        new()
        {
            Key = key,
            Title = $"{title}, arm {subject.Arm.Letter()}",
            Unit = unit,
            Facts = petals[0].Facts,
            Missing = Missing(petals),
        };

    private static string Missing(ImmutableArray<Petal> petals)
    {
        var absent = petals.Where(petal => petal.Reading is null).Select(petal => petal.Camera.ToString()).ToArray();
        var faults = petals
            .Where(petal => petal.Reading is { Remark.Length: > 0 })
            .GroupBy(petal => petal.Reading!.Remark, petal => petal.Camera.ToString())
            .Take(3)
            .Select(group => $"{string.Join(", ", group)}: {group.Key}");
        return FigureDraft.Remarks([
            absent.Length == petals.Length ? "no camera of this arm has a result"
            : absent.Length > 0 ? $"no result of {string.Join(", ", absent)}"
            : string.Empty,
            .. faults,
        ]);
    }

    private static (MapPoint[] Points, MapPoint[] Others) PointsOf(
        ImmutableArray<Petal> petals,
        IEnumerable<FiberSeries?> series,
        string element
    )
    {
        var points = new List<MapPoint>();
        var others = new List<MapPoint>();
        foreach (var (petal, own) in petals.Zip(series))
        {
            var reference = petal.Bounds(element)?.Reference ?? double.NaN;
            var note =
                petal.Reading is null ? $"no result of {petal.Camera}"
                : own is null ? "cannot be joined to fibers"
                : "no value";
            points.AddRange(own?.Fibers.Select((fiber, at) => new MapPoint(fiber, own.Values[at], reference, petal.Facts)) ?? []);
            others.AddRange(
                petal
                    .Facts.Placed.Where(fiber => own is null || own.Fibers.BinarySearch(fiber) < 0)
                    .Select(fiber => new MapPoint(fiber, double.NaN, double.NaN, petal.Facts, note))
            );
        }

        return ([.. points], [.. others]);
    }

    private sealed record Petal(CameraId Camera, FiberFacts Facts, FiberReading? Reading, Threshold? Limits)
    {
        public ElementBounds? Bounds(string element)
        {
            var at = element == "w" ? 1 : 0;
            if (Limits is not { HasReference: true } limits || (limits.Reference.Length > 1 && at >= limits.Reference.Length))
            {
                return null;
            }

            var reference = limits.Reference[limits.Reference.Length == 1 ? 0 : at];
            return new ElementBounds(
                reference,
                new ToleranceRange(reference + limits.Normal.Low, reference + limits.Normal.High),
                new ToleranceRange(reference + limits.Warning.Low, reference + limits.Warning.High)
            );
        }
    }
}
