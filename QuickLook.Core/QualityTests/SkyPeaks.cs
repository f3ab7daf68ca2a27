using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Brightness of the night-sky lines of the arm (pipeline.md 4.3, Sky_Peaks), electrons/Å summed over the five bins around each line,
/// outer ones half, per second:
/// <list type="bullet">
/// <item><c>PEAKCOUNT</c>, <c>PEAKCOUNT_NOISE</c>: median and standard deviation over the sky fibers; null when none has a value;</item>
/// <item><c>PEAKCOUNT_FIB</c>: by fiber; null when a line has no good bin, or no exposure time is known;</item>
/// <item><c>FIBERID</c>, <c>SKYFIBERID</c>: positions of all and of the sky fibers on the petal; <c>NSKY_FIB</c>: number of sky fibers.</item>
/// </list>
/// Lines that are not at least two bins inside the grid are skipped.
/// </summary>
public sealed class SkyPeaks : IQualityTest
{
    private const string Judged = "PEAKCOUNT";
    private const string FiberKey = "PEAKCOUNT_FIB";
    private readonly MissingBins missing;

    /// <summary>The test.</summary>
    /// <param name="missing">What a line without good bins has.</param>
    internal SkyPeaks(MissingBins missing) => this.missing = missing;

    /// <inheritdoc/>
    public string Name => "Sky_Peaks";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Frame: { } frame, Fibers: { } fibers })
        {
            return CameraEvidence.NotExtracted;
        }

        var spectra = frame.Gridded;
        var bins = LinePeaks.BinsOf(evidence.Peaks, spectra.Wavelength);
        var counts = new double[spectra.Count];
        for (var fiber = 0; fiber < counts.Length; fiber++)
        {
            counts[fiber] = LinePeaks.Count(spectra, fiber, bins, missing) / evidence.ExposureTime;
        }

        double[] sky = [.. fibers.Sky.Select(fiber => counts[fiber]).Where(double.IsFinite)];
        var metrics = new JsonObject
        {
            [Judged] = sky.Length == 0 ? null : MetricJson.Number(OrderStatistics.Median([.. sky])),
            ["PEAKCOUNT_NOISE"] = MetricJson.Number(Moments.Of(sky).Deviation),
            [FiberKey] = MetricJson.Numbers(counts),
            ["FIBERID"] = FiberLists.PositionsOf(fibers, Enumerable.Range(0, fibers.Count)),
            ["SKYFIBERID"] = FiberLists.PositionsOf(fibers, fibers.Sky),
            ["NSKY_FIB"] = fibers.Sky.Length,
            [FiberLists.All] = FiberLists.NumbersOf(fibers),
            [FiberLists.Sky] = FiberLists.NumbersOf(fibers, fibers.Sky),
        };
        if (sky.Length == 0)
        {
            MetricJson.Explain(metrics, Judged, Reason(evidence, fibers, bins.Length));
        }

        var used = new JsonObject();
        PeakLists.Write(used, evidence);
        return new QualityTestResult(metrics, used) { FibersOf = FiberLists.Join(FiberLists.All, FiberKey) };
    }

    private static string Reason(CameraEvidence evidence, PetalFibers fibers, int peaks)
    {
        if (fibers.Sky.IsEmpty)
        {
            return SkyFibers.WhyNone(fibers);
        }

        if (peaks == 0)
        {
            return "no sky line to look at lies within the spectra";
        }

        return double.IsNaN(evidence.ExposureTime) ? "the exposure time is not known" : "no sky fiber has good bins at the sky lines";
    }
}
