using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Viewing;
using QuickLook.Web.Plots;

namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>The ten petals of an arm in numbers, and in a sentence. Made from documents; what they lack is said, whatever they hold.</summary>
public sealed class PlaneView
{
    private const string FiberStage = "CHECK_FIBERS";
    private const string CcdStage = "CHECK_CCDs";
    private const string SpectraStage = "CHECK_SPECTRA";
    private const double ResidualReach = 0.2;

    private readonly PlaneOrder order;
    private readonly ImmutableSortedDictionary<CameraId, MergedQa> documents;
    private readonly StoredProcess process;
    private readonly MappingSet mappings;
    private readonly ImmutableDictionary<CameraId, Values> values;

    /// <summary>Reads what is drawn out of the documents.</summary>
    /// <param name="order">What is looked at.</param>
    /// <param name="process">The process.</param>
    /// <param name="documents">Its documents, those of the arm among them.</param>
    /// <param name="mappings">The mappings in force.</param>
    public PlaneView(PlaneOrder order, StoredProcess process, ImmutableSortedDictionary<CameraId, MergedQa> documents, MappingSet mappings)
    {
        (this.order, this.process, this.documents, this.mappings) = (order, process, documents, mappings);
        values = Spectrograph
            .All.Select(petal => new CameraId(order.Arm, petal))
            .Where(documents.ContainsKey)
            .ToImmutableDictionary(camera => camera, Read);
        Petals = [.. Spectrograph.All.Select(petal => Petal(new CameraId(order.Arm, petal)))];
    }

    /// <summary>The ten petals, by number.</summary>
    public ImmutableArray<PlanePetal> Petals { get; }

    /// <summary>What is drawn of a fiber, and what it is compared with.</summary>
    /// <param name="fiber">The fiber.</param>
    /// <returns>Name and value; empty when its petal has no results.</returns>
    public IEnumerable<(string Name, string Value)> FactsOf(FiberId fiber)
    {
        var camera = new CameraId(order.Arm, fiber.Petal);
        if (!values.TryGetValue(camera, out var own) || !documents.TryGetValue(camera, out var document))
        {
            yield break;
        }

        var value = own.Series?.Of(fiber.Number) ?? double.NaN;
        if (own.Broken.Contains(fiber.Number))
        {
            yield return ("State", "known to be broken");
        }
        else if (order.IsGoodness)
        {
            yield return (
                $"In {camera}",
                double.IsNaN(value) ? "not judged"
                : value > 0 ? "good"
                : "bad: no signal"
            );
            if (Plain(document, camera, FiberStage, "TOTCOUNT_FIB", fiber) is { } counts)
            {
                yield return ("Counts", PlaneText.Number(counts));
            }
        }
        else
        {
            yield return (order.ValueName, double.IsNaN(value) ? "none" : PlaneText.Value(value, order.Unit));
            if (double.IsFinite(own.Reference))
            {
                yield return ($"Reference of {camera}", PlaneText.Value(own.Reference, order.Unit));
                yield return ("Difference", PlaneText.Signed(value - own.Reference, order.Unit));
            }
        }

        if (Plain(document, camera, SpectraStage, "MEDIAN_SNR", fiber) is { } snr)
        {
            yield return ($"Median SNR, {camera}", PlaneText.Number(snr));
        }
    }

    /// <summary>Everything in a sentence.</summary>
    public string InWords() => PlaneText.Sentence(order, Petals);

    private PlanePetal Petal(CameraId camera)
    {
        if (!values.TryGetValue(camera, out var own))
        {
            return new PlanePetal { Camera = camera, Reason = WhyNone(camera) };
        }

        var petal = new PlanePetal
        {
            Camera = camera,
            Quality = own.Quality,
            Broken = own.Broken.Count,
            Reason =
                own.Series is { Known: > 0 } ? string.Empty
                : own.Remark.Length > 0 ? own.Remark
                : "no values in its document",
        };
        if (own.Series is not { } series)
        {
            return petal;
        }

        var shown = series.Fibers.Zip(series.Values).Where(pair => !own.Broken.Contains(pair.First)).Select(pair => pair.Second).ToList();
        var drawn = shown.Where(double.IsFinite).Select(value => double.IsFinite(own.Reference) ? value - own.Reference : value).ToList();
        return petal with
        {
            Fibers = shown.Count,
            Counted = order.IsGoodness ? shown.Count(value => value > 0) : drawn.Count,
            Median = PlaneText.Median(drawn),
            Beyond = double.IsFinite(own.Reach) ? drawn.Count(value => Math.Abs(value) > own.Reach) : 0,
        };
    }

    private Values Read(CameraId camera)
    {
        var document = documents[camera];
        var reading = order switch
        {
            { IsGoodness: true } => FiberJoin.Read(document, camera, FiberStage, "GOOD_FIBERS"),
            { Kind: PlaneKind.Focus } => FiberJoin.Read(document, camera, CcdStage, "XWSIGMA_FIB"),
            { Kind: PlaneKind.Snr } => FocalPlaneFigures.Combined(TargetSnrs.Residuals(document, camera, SpectraStage)),
            _ => FiberJoin.Read(document, camera, order.StageIn(document), order.Metric),
        };
        var element = TestOf(document, camera) is { } test ? test.Elements.ElementAtOrDefault(order.Element) : null;
        var (reference, reach) = (double.NaN, double.NaN);
        if (order.Kind == PlaneKind.Focus && element is { Warning: { } warning } && double.IsFinite(element.Reference))
        {
            reference = element.Reference;
            reach = Math.Max(warning.High - reference, reference - warning.Low);
        }
        else if (order.Kind == PlaneKind.Snr)
        {
            reach = ResidualReach;
        }

        return new Values(
            order.Part.Length > 0 ? reading.Find(order.Part) : reading.Series.FirstOrDefault(),
            reference,
            reach,
            order.Kind == PlaneKind.Focus
                ? element?.Quality ?? TestOf(document, camera)?.Quality ?? Quality.NotComputed
                : TestOf(document, camera)?.Quality ?? Quality.None,
            BrokenIn(document),
            reading.Remark
        );
    }

    private TestReading? TestOf(MergedQa document, CameraId camera)
    {
        var key = order switch
        {
            { IsGoodness: true } => "NGOODFIB_STATUS",
            { Kind: PlaneKind.Focus } => "XWSIGMA_STATUS",
            { Kind: PlaneKind.Snr } => "FIDSNR_TGT_STATUS",
            _ => string.Empty,
        };
        var mapping = Flavors.Parse(process.Exposure.Flavor).TryGet(out var flavor, out _)
            ? mappings.Flavors.GetValueOrDefault(flavor)
            : null;
        return key.Length == 0
            ? null
            : TestReadings.Of(document, mapping, camera, mappings.DefectsOf(camera)).FirstOrDefault(test => test.Test.StatusKey == key);
    }

    private static ImmutableHashSet<int> BrokenIn(MergedQa document)
    {
        var own = document.ValuesAt("GENERAL_INFO", "KNOWN_BROKEN_FIBERS");
        return
        [
            .. (own.IsDefault ? [] : own)
                .OfType<double>()
                .Where(number => number is >= 0 and < FiberId.Count)
                .Select(number => (int)number),
        ];
    }

    private string WhyNone(CameraId camera) =>
        process.Cameras.FirstOrDefault(run => run.Camera == camera) switch
        {
            null when process.Exposure.Cameras.Contains(camera) => "in the raw file, but not processed",
            null when process.ExpectedCameras.Contains(camera) => "missing: expected, but not in the raw file",
            null => "not in this process",
            { State: RunState.Queued } => "waits",
            { State: RunState.Running } => "runs",
            { FailedStep.Length: > 0 } run => $"{run.FailedStep}: {run.Reason}",
            { Reason.Length: > 0 } run => run.Reason,
            _ => "has no document",
        };

    private static double? Plain(MergedQa document, CameraId camera, string stage, string metric, FiberId fiber) =>
        FiberJoin.Read(document, camera, stage, metric).Series.FirstOrDefault()?.Of(fiber.Number) is { } value && double.IsFinite(value)
            ? value
            : null;

    private sealed record Values(
        FiberSeries? Series,
        double Reference,
        double Reach,
        Quality Quality,
        ImmutableHashSet<int> Broken,
        string Remark
    );
}
