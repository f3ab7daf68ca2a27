using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.ArcLines;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// How many fibers have a fitted line width, and how alike they are (pipeline.md 4.3, Check_Resolution):
/// <list type="bullet">
/// <item><c>CHECKARC</c>: number of fibers with a fit, known broken ones left out;</item>
/// <item><c>GOODPSFS</c>: 1 or 0 by fiber; null for a fiber that is known to be broken;</item>
/// <item><c>CHECKPSF</c>: for each of the three coefficients of the width, number of fibers further than 2 rms from its median;</item>
/// <item><c>ARC_LINES</c>: the lamp lines, Angstrom; <c>ARC_LINE_SIGMA</c>, <c>ARC_LINE_OFFSET</c>: median width and median of centre minus
/// line over the fibers, Angstrom; <c>ARC_LINE_NFIB</c>: number of fibers in which the line was fitted.</item>
/// </list>
/// The original takes median and rms of the coefficients over all fibers, with the zeros of those without a fit.
/// </summary>
public sealed class CheckResolution : IQualityTest
{
    private const string Judged = "CHECKARC";
    private const string FiberKey = "GOODPSFS";
    private const double FarInRms = 2;
    private readonly LostFibers lost;

    /// <summary>The test.</summary>
    /// <param name="lost">What becomes of fibers without a fit.</param>
    internal CheckResolution(LostFibers lost) => this.lost = lost;

    /// <inheritdoc/>
    public string Name => "Check_Resolution";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Judged];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence is not { ArcLines: { } arc, Fibers: { } fibers })
        {
            return new Failure("there are no lamp lines to look at; the step ResolutionFit has not run");
        }

        var widths = arc.RowSigma;
        var isFitted = new bool[widths.FiberCount];
        for (var fiber = 0; fiber < isFitted.Length; fiber++)
        {
            isFitted[fiber] = widths[fiber][0] is var constant && constant != 0 && double.IsFinite(constant);
        }

        int[] taken = [.. Enumerable.Range(0, isFitted.Length).Where(fiber => lost.TakePart(fibers.IsBroken[fiber] || !isFitted[fiber]))];
        var good = Enumerable.Range(0, isFitted.Length).Select(fiber => GoodPsf(isFitted[fiber], lost.TakePart(fibers.IsBroken[fiber])));
        var metrics = new JsonObject
        {
            [Judged] = Enumerable.Range(0, isFitted.Length).Count(fiber => isFitted[fiber] && lost.TakePart(fibers.IsBroken[fiber])),
            [FiberKey] = MetricJson.Numbers(good),
            ["CHECKPSF"] = MetricJson.Integers(Enumerable.Range(0, widths.Count).Select(order => CountFar(widths, order, taken))),
            ["ARC_LINES"] = MetricJson.Numbers(arc.Lines),
            [FiberLists.All] = FiberLists.NumbersOf(fibers),
        };
        AddLines(metrics, arc, fibers);
        return new QualityTestResult(metrics, [])
        {
            FibersOf = FiberLists.Join(FiberLists.All, FiberKey),
            AbsentByDesign = ImmutableDictionary<string, int>.Empty.Add(Judged, fibers.BrokenCount),
        };
    }

    private static double GoodPsf(bool isFitted, bool takesPart)
    {
        if (!takesPart)
        {
            return double.NaN;
        }

        return isFitted ? 1 : 0;
    }

    /// <summary>Null when there is no fiber to compare.</summary>
    private static int? CountFar(CoefficientTable widths, int order, int[] taken)
    {
        if (taken.Length == 0)
        {
            return null;
        }

        var values = Array.ConvertAll(taken, fiber => widths[fiber][order]);
        var median = OrderStatistics.Median([.. values]);
        var rms = Math.Sqrt(values.Sum(value => (value - median) * (value - median)) / values.Length);
        return values.Count(value => Math.Abs(value - median) > FarInRms * rms);
    }

    private static void AddLines(JsonObject metrics, ArcLineFit arc, PetalFibers fibers)
    {
        var sigmas = new double[arc.Lines.Length];
        var offsets = new double[sigmas.Length];
        var counts = new int[sigmas.Length];
        for (var line = 0; line < sigmas.Length; line++)
        {
            (sigmas[line], counts[line]) = MedianOfLine(arc.Sigma, line, fibers);
            (offsets[line], _) = MedianOfLine(arc.Offset, line, fibers);
        }

        metrics["ARC_LINE_SIGMA"] = MetricJson.Numbers(sigmas);
        metrics["ARC_LINE_OFFSET"] = MetricJson.Numbers(offsets);
        metrics["ARC_LINE_NFIB"] = MetricJson.Integers(counts);
    }

    private static (double Median, int Count) MedianOfLine(Plane<float> values, int line, PetalFibers fibers)
    {
        var known = new List<double>(values.Height);
        for (var fiber = 0; fiber < values.Height; fiber++)
        {
            if (!fibers.IsBroken[fiber] && float.IsFinite(values[fiber, line]))
            {
                known.Add(values[fiber, line]);
            }
        }

        return (known.Count == 0 ? double.NaN : OrderStatistics.Median([.. known]), known.Count);
    }
}
