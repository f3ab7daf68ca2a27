using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Brightness of the targets' spectra against the fibermap (pipeline.md 4.3, Integrate_Spec), magnitudes in the filter that the arm sees most
/// of, measured ones with the nominal zero point of <see cref="FilterPhotometry"/>:
/// <list type="bullet">
/// <item><c>DELTAMAG_TGT</c>: mean of measured minus target by type of target; null for a type without a fiber that has both. The types are
/// those of the program, in the order of its references;</item>
/// <item><c>SPEC_MAGS</c>: measured magnitude by fiber; null for sky and for fibers without light (integral not above 0, or a quarter of the filter without good
/// bins);</item>
/// <item><c>DELTAMAG</c>: measured minus target for all fibers with light that are not on sky, ascending; null where the target has no flux.
/// Their numbers are <c>DELTAMAG_FIBER_NUMBERS</c>;</item>
/// <item><c>NFIBNOTGT</c>: number of fibers without light; <c>STD_FIBERID</c>, <c>FIBERID</c>: positions of standard stars and of all fibers on the
/// petal.</item>
/// </list>
/// </summary>
public sealed class IntegrateSpec : IQualityTest
{
    private const string Judged = "DELTAMAG_TGT";
    private const string MagnitudeKey = "SPEC_MAGS";
    private const string DifferenceKey = "DELTAMAG";
    private const string DifferenceFibersKey = "DELTAMAG_FIBER_NUMBERS";
    private readonly MagnitudeRule rule;

    /// <summary>The test.</summary>
    /// <param name="rule">What fibers and targets without a magnitude have.</param>
    internal IntegrateSpec(MagnitudeRule rule) => this.rule = rule;

    /// <inheritdoc/>
    public string Name => "Integrate_Spec";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Frame: { } frame, Fibers: { } fibers })
        {
            return CameraEvidence.NotExtracted;
        }

        var measured = MagnitudesOf(frame.Gridded, evidence);
        var isSky = new bool[fibers.Count];
        foreach (var fiber in fibers.Sky)
        {
            isSky[fiber] = true;
        }

        double Difference(int fiber) =>
            rule.Difference(
                (isSky[fiber] ? rule.Absent : measured[fiber])
                    - rule.OfTarget(TargetMagnitude.FluxOf(fibers.Rows[fiber], evidence.Camera.Arm))
            );

        bool IsSeen(int fiber) => !double.IsNaN(measured[fiber]);
        int[] working = [.. Enumerable.Range(0, fibers.Count).Where(fiber => !fibers.IsBroken[fiber])];
        int[] targets = [.. working.Where(fiber => IsSeen(fiber) && !isSky[fiber])];
        var types = TargetType.Of(evidence.Program, fibers);
        var means = types.Select(type => rule.Mean([.. type.PositionsIn(fibers).Where(IsSeen).Select(Difference)])).ToArray();
        var metrics = new JsonObject
        {
            [Judged] = MetricJson.Numbers(means),
            [MagnitudeKey] = MetricJson.Numbers(
                measured.Select((value, fiber) => isSky[fiber] || fibers.IsBroken[fiber] || !IsSeen(fiber) ? rule.Absent : value)
            ),
            [DifferenceKey] = MetricJson.Numbers(targets.Select(Difference)),
            [DifferenceFibersKey] = FiberLists.NumbersOf(fibers, targets),
            ["NFIBNOTGT"] = working.Count(fiber => !IsSeen(fiber)),
            ["STD_FIBERID"] = FiberLists.PositionsOf(fibers, fibers.Indices(row => row.IsStandard)),
            ["FIBERID"] = FiberLists.PositionsOf(fibers, Enumerable.Range(0, fibers.Count)),
            [FiberLists.All] = FiberLists.NumbersOf(fibers),
        };
        if (!means.Any(double.IsFinite))
        {
            MetricJson.Explain(metrics, Judged, Reason(evidence, targets.Length));
        }

        return new QualityTestResult(metrics, [])
        {
            FibersOf = FiberLists.Join(FiberLists.All, MagnitudeKey).Join(DifferenceFibersKey, DifferenceKey),
            Elements = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add(Judged, [.. types.Select(type => type.Name)]),
        };
    }

    private static string Reason(CameraEvidence evidence, int targets)
    {
        if (double.IsNaN(evidence.ExposureTime))
        {
            return "the exposure time is not known";
        }

        return targets == 0 ? "no fiber on a target has light" : "the fibermap gives no brightness for the targets";
    }

    /// <summary>By fiber; NaN for one without light.</summary>
    private double[] MagnitudesOf(GriddedSpectra spectra, CameraEvidence evidence)
    {
        var photometry = new FilterPhotometry(FilterCurve.Of(evidence.Camera.Arm), spectra.Wavelength);
        var magnitudes = new double[spectra.Count];
        for (var fiber = 0; fiber < magnitudes.Length; fiber++)
        {
            var (integral, coverage) = photometry.Measure(spectra, fiber);
            magnitudes[fiber] = rule.IsSeen(integral, coverage) ? FilterPhotometry.Magnitude(integral, evidence.ExposureTime) : double.NaN;
        }

        return magnitudes;
    }
}
