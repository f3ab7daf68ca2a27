using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Brightness of what is seen in the sky fibers through the filter r (pipeline.md 4.3, Sky_Rband), magnitudes with the nominal zero point
/// of <see cref="FilterPhotometry"/>; r cameras only:
/// <list type="bullet">
/// <item><c>SKYRBAND</c>: mean over the sky fibers with a magnitude; null when there are none;</item>
/// <item><c>SKYRBAND_FIB</c>: by sky fiber; null where the integral is not above 0, or a quarter of the filter has no good bins.</item>
/// </list>
/// </summary>
public sealed class SkyRband : IQualityTest
{
    private const string Judged = "SKYRBAND";
    private const string FiberKey = "SKYRBAND_FIB";
    private readonly SkyRbandRule rule;

    /// <summary>The test.</summary>
    /// <param name="rule">What fibers without light and other arms have.</param>
    internal SkyRband(SkyRbandRule rule) => this.rule = rule;

    /// <inheritdoc/>
    public string Name => "Sky_Rband";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Frame: { } frame, Fibers: { } fibers })
        {
            return CameraEvidence.NotExtracted;
        }

        if (evidence.Camera.Arm != Arm.R)
        {
            return rule.InOtherArms(fibers);
        }

        var spectra = frame.Gridded;
        var photometry = new FilterPhotometry(FilterCurve.Red, spectra.Wavelength);
        double[] magnitudes =
        [
            .. fibers.Sky.Select(fiber =>
            {
                var (integral, coverage) = photometry.Measure(spectra, fiber);
                return rule.Magnitude(integral, coverage, evidence.ExposureTime);
            }),
        ];
        double[] known = [.. magnitudes.Where(magnitude => magnitude > 0)];
        var metrics = new JsonObject
        {
            [Judged] = known.Length == 0 ? null : MetricJson.Number(known.Average()),
            [FiberKey] = MetricJson.Numbers(magnitudes),
            [FiberLists.Sky] = FiberLists.NumbersOf(fibers, fibers.Sky),
        };
        if (known.Length == 0)
        {
            MetricJson.Explain(metrics, Judged, Reason(evidence, fibers));
        }

        return new QualityTestResult(metrics, []) { FibersOf = FiberLists.Join(FiberLists.Sky, FiberKey) };
    }

    private static string Reason(CameraEvidence evidence, PetalFibers fibers)
    {
        if (fibers.Sky.IsEmpty)
        {
            return SkyFibers.WhyNone(fibers);
        }

        return double.IsNaN(evidence.ExposureTime)
            ? "the exposure time is not known"
            : "no sky fiber has light above 0 left after the sky was subtracted";
    }
}
