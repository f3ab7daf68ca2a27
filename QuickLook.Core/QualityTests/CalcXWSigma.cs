using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Widths of bright lines on the image, where the calibration traces expect them (pipeline.md 4.3, Calc_XWSigma): Gaussian sigmas in pixels,
/// first across the dispersion, then along it:
/// <list type="bullet">
/// <item><c>XWSIGMA</c>: medians over the fibers; null where no line was measured;</item>
/// <item><c>XWSIGMA_FIB</c>: means over the lines by fiber; null for a fiber without a measured line;</item>
/// <item><c>XWSIGMA_AMP</c>: medians over lines and fibers by amplifier; null for an amplifier without a measured line.</item>
/// </list>
/// Lines are measured in strips of <c>PIXEL_RANGE</c> pixels; widths above <c>MAX_SIGMA</c> are none.
/// </summary>
public sealed class CalcXWSigma : IQualityTest
{
    private const string Judged = "XWSIGMA";
    private const string FiberKey = "XWSIGMA_FIB";
    private const string FiberListsKey = "XWSIGMA_FIBER_NUMBERS";
    private const string RangeKey = "PIXEL_RANGE";
    private const string MostKey = "MAX_SIGMA";
    private const double DefaultRange = 7;
    private const double DefaultMost = 10;

    /// <summary>Four parameters need as many pixels and one more.</summary>
    private const int LeastRange = 5;
    private const int LargestRange = 101;

    private readonly LineWidthRule rule;

    /// <summary>The test.</summary>
    /// <param name="rule">How a width is measured.</param>
    internal CalcXWSigma(LineWidthRule rule) => this.rule = rule;

    /// <inheritdoc/>
    public string Name => "Calc_XWSigma";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence.Image is not { } image)
        {
            return CameraEvidence.NotPreprocessed;
        }

        if (evidence is not { CalibrationTraces: { } traces, Fibers: { } fibers })
        {
            return new Failure("the calibration has no traces that say where to look for lines");
        }

        if (
            !TestParameters.Number(parameters, RangeKey, DefaultRange).TryGet(out var range, out var failure)
            || !TestParameters.Number(parameters, MostKey, DefaultMost).TryGet(out var most, out failure)
        )
        {
            return failure;
        }

        if (range is not (>= LeastRange and <= LargestRange) || !double.IsInteger(range))
        {
            return new Failure($"a strip has {LeastRange} to {LargestRange} pixels", RangeKey);
        }

        var widths = MeasureLines(image, traces, fibers, evidence.Peaks, (int)range);
        Func<LineWidth, double>[] directions = [width => width.Across, width => width.Along];
        var byFiber = Array.ConvertAll(directions, of => MeansByFiber(widths, of, fibers.Count, most));
        var medians = Array.ConvertAll(byFiber, MedianOfKnown);
        var metrics = new JsonObject
        {
            [Judged] = MetricJson.Numbers(medians),
            ["XWSIGMA_AMP"] = MetricJson.Rows(directions.Select(of => rule.ByAmplifier(image, widths, of, most))),
        };
        if (!medians.Any(double.IsFinite))
        {
            MetricJson.Explain(
                metrics,
                Judged,
                evidence.Peaks.Count == 0 ? "there is no line to look at" : "no line could be measured in any fiber"
            );
        }

        var used = new JsonObject { [RangeKey] = (int)range, [MostKey] = most };
        PeakLists.Write(used, evidence);
        return new QualityTestResult(metrics, used) { FibersOf = AddFibers(metrics, byFiber, fibers) };
    }

    private ImmutableDictionary<string, string> AddFibers(JsonObject metrics, double[][] byFiber, PetalFibers fibers)
    {
        if (rule.ListsAllFibers)
        {
            metrics[FiberKey] = MetricJson.Rows(byFiber);
            metrics[FiberLists.All] = FiberLists.NumbersOf(fibers);
            return FiberLists.Join(FiberLists.All, FiberKey);
        }

        // Two lists of unequal length have a list of numbers each.
        metrics[FiberKey] = MetricJson.Rows(byFiber.Select(values => values.Where(double.IsFinite)));
        metrics[FiberListsKey] = new JsonArray([
            .. byFiber.Select(values =>
                FiberLists.NumbersOf(fibers, Enumerable.Range(0, fibers.Count).Where(fiber => double.IsFinite(values[fiber])))
            ),
        ]);
        return FiberLists.Join(FiberListsKey, FiberKey);
    }

    private List<LineWidth> MeasureLines(CcdImage image, TraceSet traces, PetalFibers fibers, IReadOnlyList<double> peaks, int range)
    {
        var widths = new List<LineWidth>(fibers.Count * peaks.Count);
        Span<double> pixels = stackalloc double[range];
        for (var fiber = 0; fiber < fibers.Count; fiber++)
        {
            if (!rule.TakesPart(fibers.IsBroken[fiber]))
            {
                continue;
            }

            foreach (var peak in peaks)
            {
                var (x, y) = (traces.XAt(fiber, peak), traces.YAt(fiber, peak));
                if (!double.IsFinite(x) || !double.IsFinite(y))
                {
                    continue;
                }

                var across = PixelStrip.TryAcross(image, (int)y, (int)(x - (range / 2.0)), pixels, out var strip)
                    ? rule.Measure(strip)
                    : double.NaN;
                var along = PixelStrip.TryAlong(image, (int)(y - (range / 2.0)), (int)x, pixels, out strip)
                    ? rule.Measure(strip)
                    : double.NaN;
                widths.Add(new LineWidth(fiber, y, x, across, along));
            }
        }

        return widths;
    }

    private static double[] MeansByFiber(List<LineWidth> widths, Func<LineWidth, double> of, int fibers, double most)
    {
        var sums = new double[fibers];
        var counts = new int[fibers];
        foreach (var width in widths)
        {
            if (of(width) is var sigma && sigma <= most)
            {
                sums[width.Fiber] += sigma;
                counts[width.Fiber]++;
            }
        }

        for (var fiber = 0; fiber < fibers; fiber++)
        {
            sums[fiber] = counts[fiber] == 0 ? double.NaN : sums[fiber] / counts[fiber];
        }

        return sums;
    }

    private static double MedianOfKnown(double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        return known.Length == 0 ? double.NaN : OrderStatistics.Median(known);
    }
}
