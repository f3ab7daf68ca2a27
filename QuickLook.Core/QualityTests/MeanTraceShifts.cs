using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Reduction.Traces;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// How far the image stands from the calibration traces (pipeline.md 4.3, Trace_Shifts), pixels, from the samples of the step Flexure;
/// first across the dispersion, then along it:
/// <list type="bullet">
/// <item><c>XYSHIFTS</c>: means of all samples; null where there is none;</item>
/// <item><c>XYSHIFTS_FIB</c>: means by fiber; null where it has no sample;</item>
/// <item><c>XYSHIFTS_SAMPLES</c>: numbers of samples.</item>
/// </list>
/// </summary>
public sealed class MeanTraceShifts : IQualityTest
{
    private const string Judged = "XYSHIFTS";
    private const string FiberKey = "XYSHIFTS_FIB";

    /// <inheritdoc/>
    public string Name => "Trace_Shifts";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { Shifts: { } shifts, Fibers: { } fibers })
        {
            return new Failure("there are no trace shifts to average; the step Flexure has not run");
        }

        ImmutableArray<ShiftSample>[] directions = [shifts.Across, shifts.Along];
        var means = Array.ConvertAll(directions, Mean);
        var metrics = new JsonObject
        {
            [Judged] = MetricJson.Numbers(means),
            [FiberKey] = MetricJson.Rows(directions.Select(samples => MeansByFiber(samples, fibers.Count))),
            ["XYSHIFTS_SAMPLES"] = MetricJson.Integers(directions.Select(samples => samples.Length)),
            [FiberLists.All] = FiberLists.NumbersOf(fibers),
        };
        if (!means.Any(double.IsFinite))
        {
            MetricJson.Explain(metrics, Judged, "no fiber has enough light to compare with its trace");
        }

        return new QualityTestResult(metrics, []) { FibersOf = FiberLists.Join(FiberLists.All, FiberKey) };
    }

    private static double Mean(ImmutableArray<ShiftSample> samples) =>
        samples.IsDefaultOrEmpty ? double.NaN : samples.Average(sample => sample.Shift);

    private static double[] MeansByFiber(ImmutableArray<ShiftSample> samples, int fibers)
    {
        var sums = new double[fibers];
        var counts = new int[fibers];
        foreach (var sample in samples)
        {
            sums[sample.Fiber] += sample.Shift;
            counts[sample.Fiber]++;
        }

        for (var fiber = 0; fiber < fibers; fiber++)
        {
            sums[fiber] = counts[fiber] == 0 ? double.NaN : sums[fiber] / counts[fiber];
        }

        return sums;
    }
}
