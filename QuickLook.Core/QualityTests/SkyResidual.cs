using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Sky;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// What is left in the sky fibers after the sky was subtracted. A test of ours: the original has one of this name that it does not run.
/// <list type="bullet">
/// <item><c>SKYRESID</c>: median over the sky fibers of the absolute median residual over the median error of one bin; null when there are
/// none;</item>
/// <item><c>SKYRESID_FIB</c>: median residual by sky fiber, electrons/Å; null when it has no good bin;</item>
/// <item><c>SKYRESID_RMS_FIB</c>: scatter of the residual around it, electrons/Å: the sigma of a Gaussian with the same median absolute
/// deviation, so that cosmic rays and lines do not decide;</item>
/// <item><c>MED_SKY_SPECTRUM</c>, <c>MED_SKY_SPECTRUM_WAVE</c>: median sky that was subtracted, electrons/Å, and its wavelengths, Angstrom, both
/// averaged to at most 400 points;</item>
/// <item><c>SKY_FALLBACK</c>: true when there was no fiber on blank sky and faint ones stood in; nothing is said about those.</item>
/// </list>
/// </summary>
public sealed class SkyResidual : IQualityTest
{
    private const string Judged = "SKYRESID";
    private const string FiberKey = "SKYRESID_FIB";
    private const string ScatterKey = "SKYRESID_RMS_FIB";
    private const int MostPoints = 400;

    /// <summary>Sigma of a Gaussian over its median absolute deviation.</summary>
    private const double SigmaPerDeviation = 1.4826;

    /// <inheritdoc/>
    public string Name => "Sky_Residual";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Frame: { } frame, Fibers: { } fibers, Sky: { } sky })
        {
            return new Failure("there is no sky to look at; the step SkySub_QP has not run");
        }

        ImmutableArray<int> positions = sky.IsFallback ? [] : fibers.Sky;
        var residuals = positions.Select(fiber => Residual.Of(frame.Native, fiber)).ToArray();
        double[] significances = [.. residuals.Select(residual => Math.Abs(residual.Median) / residual.Error).Where(double.IsFinite)];
        var (wavelength, spectrum) = Rebin(sky);
        var metrics = new JsonObject
        {
            [Judged] = significances.Length == 0 ? null : MetricJson.Number(OrderStatistics.Median(significances)),
            [FiberKey] = MetricJson.Numbers(residuals.Select(residual => residual.Median)),
            [ScatterKey] = MetricJson.Numbers(residuals.Select(residual => residual.Scatter)),
            ["MED_SKY_SPECTRUM"] = MetricJson.Numbers(spectrum),
            ["MED_SKY_SPECTRUM_WAVE"] = MetricJson.Numbers(wavelength),
            ["SKY_FALLBACK"] = sky.IsFallback,
            [FiberLists.Sky] = FiberLists.NumbersOf(fibers, positions),
        };
        if (significances.Length == 0)
        {
            MetricJson.Explain(metrics, Judged, positions.IsEmpty ? SkyFibers.WhyNone(fibers) : "no sky fiber has good bins");
        }

        return new QualityTestResult(metrics, []) { FibersOf = FiberLists.Join(FiberLists.Sky, FiberKey, ScatterKey) };
    }

    /// <summary>Means of equal runs of points; the last run may be shorter.</summary>
    private static (double[] Wavelength, double[] Spectrum) Rebin(SkyModel sky)
    {
        var count = sky.Wavelength.Length;
        var run = (count + MostPoints - 1) / MostPoints;
        var points = run == 0 ? 0 : (count + run - 1) / run;
        var wavelength = new double[points];
        var spectrum = new double[points];
        for (var i = 0; i < points; i++)
        {
            var range = (i * run)..Math.Min((i + 1) * run, count);
            wavelength[i] = Moments.Of(sky.Wavelength.AsSpan(range)).Mean;
            spectrum[i] = Moments.Of(sky.MedianSky.AsSpan(range)).Mean;
        }

        return (wavelength, spectrum);
    }

    /// <summary>Residual of one fiber in its good bins; NaN without any.</summary>
    private readonly record struct Residual(double Median, double Scatter, double Error)
    {
        public static Residual Of(FiberSpectra spectra, int fiber)
        {
            var flux = spectra.Flux.Row(fiber);
            var inverseVariance = spectra.InverseVariance.Row(fiber);
            var values = new double[flux.Length];
            var errors = new double[flux.Length];
            var good = 0;
            for (var i = 0; i < flux.Length; i++)
            {
                if (MissingBins.IsGood(flux[i], inverseVariance[i]))
                {
                    errors[good] = 1 / Math.Sqrt(inverseVariance[i]);
                    values[good++] = flux[i];
                }
            }

            if (good == 0)
            {
                return new Residual(double.NaN, double.NaN, double.NaN);
            }

            var median = OrderStatistics.Median(values.AsSpan(0, good));
            for (var i = 0; i < good; i++)
            {
                values[i] = Math.Abs(values[i] - median);
            }

            var scatter = SigmaPerDeviation * OrderStatistics.Median(values.AsSpan(0, good));
            return new Residual(median, scatter, OrderStatistics.Median(errors.AsSpan(0, good)));
        }
    }
}
