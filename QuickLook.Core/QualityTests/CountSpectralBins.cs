using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Which fibers have light (pipeline.md 4.3, CountSpectralBins). A fiber is good when its sum of counts lies above <c>CUTBINS</c> times
/// the noise that its pixels' expected read noise gives:
/// <list type="bullet">
/// <item><c>NGOODFIB</c>: number of good fibers, known broken ones left out; null when the noise is not known;</item>
/// <item><c>GOOD_FIBERS</c>: 1 or 0 by fiber; null for a fiber that is known to be broken;</item>
/// <item><c>TOTCOUNT_FIB</c>: electrons/Å summed over the bins of the common grid, by fiber; null for a fiber without a good bin;</item>
/// <item><c>LAMP_LEVEL</c>: arcs and flats only; median over fibers of the median spectrum, electrons/Å per second of exposure;</item>
/// <item><c>LAMP_PEAKS</c>: arcs only; median over fibers of the brightness of the lines to look at, electrons/Å summed over the five bins around each, outer
/// ones half, per second of exposure.</item>
/// </list>
/// </summary>
public sealed class CountSpectralBins : IQualityTest
{
    private const string CutKey = "CUTBINS";
    private const string StepKey = "WAVESTEP";
    private const string BrokenKey = "N_KNOWN_BROKEN_FIBERS";
    private const string Judged = "NGOODFIB";
    private const double DefaultCut = 5;
    private const double DefaultStep = 0.8;

    /// <summary>Fibers below this position lie on the left amplifiers.</summary>
    private const int FirstRightFiber = FiberId.PerPetal / 2;

    private readonly MissingBins missing;

    /// <summary>The test.</summary>
    /// <param name="missing">What a spectrum without good bins has.</param>
    internal CountSpectralBins(MissingBins missing) => this.missing = missing;

    /// <inheritdoc/>
    public string Name => "CountSpectralBins";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged, "LAMP_LEVEL", "LAMP_PEAKS"];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Frame: { } frame, Fibers: { } fibers, Image: { } image })
        {
            return CameraEvidence.NotExtracted;
        }

        if (
            !TestParameters.Number(parameters, CutKey, DefaultCut).TryGet(out var cut, out var failure)
            || !TestParameters.Number(parameters, StepKey, DefaultStep).TryGet(out var step, out failure)
        )
        {
            return failure;
        }

        var spectra = frame.Gridded;
        var noisePerElectron = Math.Sqrt(5) * Math.Sqrt(spectra.Bins / 2.0) * step / 0.5;
        var (left, right) = (ReadNoise(image, isRight: false), ReadNoise(image, isRight: true));
        var counts = new double[spectra.Count];
        var good = new int?[spectra.Count];
        for (var fiber = 0; fiber < counts.Length; fiber++)
        {
            var limit = cut * noisePerElectron * (fiber < FirstRightFiber ? left : right);
            counts[fiber] = missing.Sum(spectra.Flux.Row(fiber), spectra.InverseVariance.Row(fiber));
            good[fiber] = fibers.IsBroken[fiber] || double.IsNaN(limit) ? null : Convert.ToInt32(counts[fiber] > limit);
        }

        var isNoiseKnown = Enumerable.Range(0, good.Length).All(fiber => fibers.IsBroken[fiber] || good[fiber] is not null);
        var metrics = new JsonObject
        {
            [Judged] = isNoiseKnown ? good.Sum() : null,
            ["GOOD_FIBERS"] = MetricJson.Integers(good),
            ["TOTCOUNT_FIB"] = MetricJson.Numbers(counts),
            [FiberLists.All] = FiberLists.NumbersOf(fibers),
        };
        MetricJson.Explain(metrics, Judged, isNoiseKnown ? null : "the read noise of an amplifier is not known");
        if (evidence.Flavor is Flavor.Arc or Flavor.Flat)
        {
            metrics["LAMP_LEVEL"] = MetricJson.Number(LampLevel(spectra, fibers, evidence.ExposureTime));
        }

        if (evidence.Flavor is Flavor.Arc)
        {
            var lines = LinePeaks.BinsOf(evidence.Peaks, spectra.Wavelength);
            var brightness = MedianOf(fibers, fiber => LinePeaks.Count(spectra, fiber, lines, MissingBins.LeaveOut));
            metrics["LAMP_PEAKS"] = MetricJson.Number(brightness / evidence.ExposureTime);
        }

        var used = new JsonObject
        {
            [CutKey] = cut,
            [StepKey] = step,
            [BrokenKey] = fibers.BrokenCount,
        };
        return new QualityTestResult(metrics, used)
        {
            FibersOf = FiberLists.Join(FiberLists.All, "GOOD_FIBERS", "TOTCOUNT_FIB"),
            AbsentByDesign = ImmutableDictionary<string, int>.Empty.Add(Judged, fibers.BrokenCount),
        };
    }

    /// <summary>
    /// Sum of the expected read noises of the lower and the upper amplifier of one side. Where only one of them was read it stands for
    /// both, and where none was, those of the other side do.
    /// </summary>
    private static double ReadNoise(CcdImage image, bool isRight)
    {
        var side = image.Amplifiers.Where(amplifier => amplifier.Amplifier.Amplifier.IsRight() == isRight).ToArray();
        return 2 * (side.Length == 0 ? [.. image.Amplifiers] : side).Average(amplifier => amplifier.ExpectedReadNoise);
    }

    private static double LampLevel(GriddedSpectra spectra, PetalFibers fibers, double exposureTime)
    {
        var scratch = new float[spectra.Bins];
        var level = MedianOf(
            fibers,
            fiber => MissingBins.LeaveOut.Median(spectra.Flux.Row(fiber), spectra.InverseVariance.Row(fiber), scratch)
        );
        return level / exposureTime;
    }

    /// <summary>Median over the fibers that are not broken and have a value.</summary>
    private static double MedianOf(PetalFibers fibers, Func<int, double> valueOf)
    {
        double[] values =
        [
            .. Enumerable.Range(0, fibers.Count).Where(fiber => !fibers.IsBroken[fiber]).Select(valueOf).Where(double.IsFinite),
        ];
        return values.Length == 0 ? double.NaN : OrderStatistics.Median(values);
    }
}
