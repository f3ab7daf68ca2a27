using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Signal to noise of the sky-subtracted spectra by brightness of their targets (pipeline.md 4.3, Calculate_SNR). Lists by type are in the order of
/// <c>OBJLIST</c>, the types of the program; lists within a type are in the order of <c>TGT_FIBER_NUMBERS</c>.
/// <list type="bullet">
/// <item><c>FIDSNR_TGT</c>: signal to noise per bin at the fiducial magnitude <c>FIDMAG</c> by type, from the fitted model; null for a type without
/// usable fibers;</item>
/// <item><c>FITCOEFF_TGT</c>: the two coefficients of the model (<see cref="SnrModel"/>) by type;</item>
/// <item><c>MEDIAN_SNR</c>: median over the bins by fiber; null without good bins;</item>
/// <item><c>SNR_MAG_TGT</c>: medians and magnitudes of the fibers by type; <c>FIT_FILTER</c>: the magnitudes' filter;</item>
/// <item><c>SNR_RESID</c>, <c>SNR_MODEL</c>: residual relative to the model, and the model, for the fibers of all types one after another
/// (<c>SNR_RESID_FIBER_NUMBERS</c>); null for a fiber that the fit could not use;</item>
/// <item><c>NUM_NEGATIVE_SNR</c>: number of those fibers whose median is not above 0;</item>
/// <item><c>EFFTIME_TGT</c>, <c>EFFTIME</c>: effective exposure time in seconds by type, and its median: the exposure time times the square of
/// measured over reference signal to noise (<c>REFERENCE_SNR</c>, by program and type); null without a reference;</item>
/// <item><c>ELG_FIBERID</c> and so on: positions on the petal by type.</item>
/// </list>
/// </summary>
public sealed class CalculateSnr : IQualityTest
{
    private const string Judged = "FIDSNR_TGT";
    private const string FiducialKey = "FIDMAG";
    private const string ReferenceKey = "REFERENCE_SNR";
    private const string TypeFibersKey = "TGT_FIBER_NUMBERS";
    private const string ResidualFibersKey = "SNR_RESID_FIBER_NUMBERS";
    private const double DefaultFiducial = 22;

    /// <summary>Cuts of the original's figures; passed on with the other parameters.</summary>
    private static readonly string[] FigureKeys = ["RESIDUAL_CUT", "SIGMA_CUT"];

    private readonly SnrFitRule rule;

    /// <summary>The test.</summary>
    /// <param name="rule">How the model is fitted.</param>
    internal CalculateSnr(SnrFitRule rule) => this.rule = rule;

    /// <inheritdoc/>
    public string Name => "Calculate_SNR";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Frame: { } frame, Fibers: { } fibers })
        {
            return CameraEvidence.NotExtracted;
        }

        if (
            !TestParameters.Number(parameters, FiducialKey, DefaultFiducial).TryGet(out var fiducial, out var failure)
            || !TestParameters.PositiveNumbersOf(parameters, ReferenceKey, evidence.Program).TryGet(out var references, out failure)
        )
        {
            return failure;
        }

        var spectra = SpectrumSnr.Of(frame.Gridded, rule.Missing);
        var types = rule.TypesOf(evidence.Program, fibers);
        TargetSnr[] samples = [.. types.Select(type => SampleOf(type, spectra, evidence.Camera.Arm, fibers))];
        var time = evidence.ExposureTime;
        var fits = Array.ConvertAll(samples, sample => rule.Fit(sample, time));
        var fiducialFlux = TargetMagnitude.ToFlux(fiducial);
        var values = Array.ConvertAll(fits, fit => fit?.Fiducial.Value(fiducialFlux, time) ?? double.NaN);
        var effective = samples
            .Select(
                (sample, i) =>
                    references.TryGetValue(sample.Type.Name, out var reference) ? EffectiveTime(values[i], reference, time) : double.NaN
            )
            .ToArray();
        double[] known = [.. effective.Where(double.IsFinite)];
        var metrics = new JsonObject
        {
            [Judged] = MetricJson.Numbers(values),
            ["FITCOEFF_TGT"] = MetricJson.Rows(fits.Select(Coefficients)),
            ["MEDIAN_SNR"] = MetricJson.Numbers(spectra.Median),
            ["SNR_MAG_TGT"] = new JsonArray([.. samples.Select(sample => MetricJson.Rows([sample.Snr, sample.Magnitudes]))]),
            ["NUM_NEGATIVE_SNR"] = samples.Sum(sample => sample.Snr.Count(value => !(value > 0))),
            ["OBJLIST"] = MetricJson.Texts(types.Select(type => type.Name)),
            ["EFFTIME_TGT"] = MetricJson.Numbers(effective),
            ["EFFTIME"] = known.Length == 0 ? null : MetricJson.Number(OrderStatistics.Median(known)),
            ["EXPTIME"] = MetricJson.Number(time),
            ["FIT_FILTER"] = FilterCurve.Of(evidence.Camera.Arm).Name,
            ["FILTERS"] = MetricJson.Texts(["G", "R", "Z"]),
            ["RA"] = MetricJson.Numbers(fibers.Rows.Select(row => row?.Ra ?? double.NaN)),
            ["DEC"] = MetricJson.Numbers(fibers.Rows.Select(row => row?.Dec ?? double.NaN)),
            [FiberLists.All] = FiberLists.NumbersOf(fibers),
            [TypeFibersKey] = new JsonArray([.. samples.Select(sample => FiberLists.NumbersOf(fibers, sample.Positions))]),
        };
        foreach (var sample in samples)
        {
            metrics[$"{sample.Type.Name}_FIBERID"] = FiberLists.PositionsOf(fibers, sample.Positions);
        }

        AddResiduals(metrics, samples, fits, fibers, time);
        if (!values.Any(double.IsFinite))
        {
            MetricJson.Explain(metrics, Judged, Reason(time, samples));
        }

        return new QualityTestResult(metrics, Used(parameters, fiducial))
        {
            Elements = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add(Judged, [.. types.Select(type => type.Name)]),
            FibersOf = FiberLists
                .Join(FiberLists.All, "MEDIAN_SNR", "RA", "DEC")
                .Join(TypeFibersKey, "SNR_MAG_TGT")
                .Join(ResidualFibersKey, "SNR_RESID", "SNR_MODEL"),
        };
    }

    private static string Reason(double exposureTime, TargetSnr[] samples)
    {
        if (double.IsNaN(exposureTime))
        {
            return "the exposure time is not known";
        }

        return samples.All(sample => sample.Count == 0)
            ? "the fibermap has no target of the program's types in this petal"
            : "no type of target has two fibers with light and a brightness in the fibermap";
    }

    private static double EffectiveTime(double value, double reference, double exposureTime) =>
        exposureTime * (value / reference) * (value / reference);

    private static double[] Coefficients((SnrModel Model, SnrModel Fiducial)? fit) =>
        fit is var (model, _) ? [model.Slope, model.Background] : [double.NaN, double.NaN];

    private TargetSnr SampleOf(TargetType type, SpectrumSnr spectra, Arm arm, PetalFibers fibers)
    {
        var positions = type.PositionsIn(fibers);
        return new TargetSnr
        {
            Type = type,
            Positions = positions,
            Magnitudes = [.. positions.Select(fiber => rule.Magnitude(TargetMagnitude.FluxOf(fibers.Rows[fiber], arm)))],
            Snr = [.. positions.Select(fiber => spectra.Median[fiber])],
            GoodBins = [.. positions.Select(fiber => spectra.GoodBins[fiber])],
            MedianInverseVariance = [.. positions.Select(fiber => spectra.MedianInverseVariance[fiber])],
        };
    }

    private void AddResiduals(
        JsonObject metrics,
        TargetSnr[] samples,
        (SnrModel Model, SnrModel Fiducial)?[] fits,
        PetalFibers fibers,
        double exposureTime
    )
    {
        var positions = new List<int>();
        var models = new List<double>();
        var residuals = new List<double>();
        foreach (var (sample, fit) in samples.Zip(fits))
        {
            foreach (var i in rule.Order(sample))
            {
                var model = fit?.Model.Value(TargetMagnitude.ToFlux(sample.Magnitudes[i]), exposureTime) ?? double.NaN;
                positions.Add(sample.Positions[i]);
                models.Add(model);
                residuals.Add((sample.Snr[i] - model) / model);
            }
        }

        metrics["SNR_RESID"] = MetricJson.Numbers(residuals);
        metrics["SNR_MODEL"] = MetricJson.Numbers(models);
        metrics[ResidualFibersKey] = FiberLists.NumbersOf(fibers, positions);
    }

    private static JsonObject Used(IReadOnlyDictionary<string, JsonNode> parameters, double fiducial)
    {
        var used = new JsonObject { [FiducialKey] = fiducial };
        foreach (var key in FigureKeys.Append(ReferenceKey))
        {
            if (parameters.TryGetValue(key, out var given))
            {
                used[key] = given.DeepClone();
            }
        }

        return used;
    }
}
