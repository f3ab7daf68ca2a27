using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Level and scatter of the fiber flat (pipeline.md 4.3, Check_FiberFlat), relative throughput:
/// <list type="bullet">
/// <item><c>CHECKFLAT</c>: mean of all fibers; null when none has a flat;</item>
/// <item><c>FLATMEAN</c>, <c>FLATRMS</c>: mean and standard deviation over the bins, by fiber; null for a fiber that is known to be broken or
/// has no good bin.</item>
/// </list>
/// </summary>
public sealed class CheckFiberFlat : IQualityTest
{
    private const string Judged = "CHECKFLAT";
    private const string MeanKey = "FLATMEAN";
    private const string RmsKey = "FLATRMS";
    private readonly LostFibers lost;

    /// <summary>The test.</summary>
    /// <param name="lost">What becomes of fibers without a flat, which the file gives as 1.</param>
    internal CheckFiberFlat(LostFibers lost) => this.lost = lost;

    /// <inheritdoc/>
    public string Name => "Check_FiberFlat";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { FiberFlat: { } flat, Fibers: { } fibers })
        {
            return new Failure("there is no fiber flat to look at; the step ComputeFiberflat_QP has not run");
        }

        var moments = new Moments[flat.Count];
        for (var fiber = 0; fiber < moments.Length; fiber++)
        {
            moments[fiber] = lost.TakePart(fibers.IsBroken[fiber] || !HasGoodBin(flat, fiber))
                ? Moments.Of(flat.Throughput.Row(fiber))
                : new Moments(double.NaN, double.NaN);
        }

        double[] means = [.. moments.Select(each => each.Mean)];
        double[] known = [.. means.Where(double.IsFinite)];
        var metrics = new JsonObject
        {
            [Judged] = MetricJson.Number(Moments.Of(known).Mean),
            [MeanKey] = MetricJson.Numbers(means),
            [RmsKey] = MetricJson.Numbers(moments.Select(each => each.Deviation)),
            [FiberLists.All] = FiberLists.NumbersOf(fibers),
        };
        MetricJson.Explain(metrics, Judged, known.Length == 0 ? "no fiber has a flat" : null);
        return new QualityTestResult(metrics, []) { FibersOf = FiberLists.Join(FiberLists.All, MeanKey, RmsKey) };
    }

    private static bool HasGoodBin(FiberFlat flat, int fiber)
    {
        var values = flat.Throughput.Row(fiber);
        var inverseVariance = flat.InverseVariance.Row(fiber);
        var mask = flat.Mask.Row(fiber);
        for (var i = 0; i < values.Length; i++)
        {
            if (mask[i] == 0 && MissingBins.IsGood(values[i], inverseVariance[i]))
            {
                return true;
            }
        }

        return false;
    }
}
