using System.Collections.Immutable;

namespace QuickLook.Core.Judging;

/// <summary>
/// Decides normal, warning or alarm from values and limits (pipeline.md 4.1 with the repairs of its section 7.2): what cannot be
/// judged is <see cref="Quality.Unknown"/> and keeps its values, never a crash and never a pass.
/// </summary>
public sealed class StatusRule
{
    private const string FiducialSnr = "FIDSNR_TGT";
    private const string AbsentByDesign = "absent by design";
    private readonly bool pairsByRank;

    private StatusRule(string name, bool pairsByRank)
    {
        Name = name;
        this.pairsByRank = pairsByRank;
    }

    /// <summary>Each element against the reference at its own position. QuickLook's rule: swapped amplifiers are seen.</summary>
    public static StatusRule ByPosition { get; } = new("by position", pairsByRank: false);

    /// <summary>
    /// desi_quicklook's rule: values and references are both sorted before they are paired, so that swapped elements are not seen, and a signal to
    /// noise of 0 is a missing fit.
    /// For comparison with documents of the original only.
    /// </summary>
    public static StatusRule ByRank { get; } = new("by rank", pairsByRank: true);

    /// <summary>Name of the rule, as documents record it.</summary>
    public string Name { get; }

    /// <summary>Judges one metric.</summary>
    /// <param name="metric">The values.</param>
    /// <param name="threshold">The limits; null when nobody gave any.</param>
    /// <param name="leftOut">
    /// Positions of elements that are known to be broken: they are <see cref="Quality.None"/> and count for nothing. Null when there are none.
    /// </param>
    /// <returns>
    /// The verdict; <see cref="Quality.Unknown"/> with the reason when the metric cannot be judged, <see cref="Quality.None"/> when every
    /// element is left out.
    /// </returns>
    public Verdict Judge(MetricValues metric, Threshold? threshold, IReadOnlySet<int>? leftOut = null)
    {
        var isJudged = new bool[metric.Values.IsDefault ? 0 : metric.Values.Length];
        for (var i = 0; i < isJudged.Length; i++)
        {
            isJudged[i] = leftOut is null || !leftOut.Contains(i);
        }

        if (isJudged.Length > 0 && !isJudged.Contains(true))
        {
            return new Verdict(Quality.None, [.. isJudged.Select((_, index) => Absent(metric, index))], AbsentByDesign);
        }

        if (threshold is null || !threshold.HasReference)
        {
            return Undecided($"{metric.Metric} has no reference value to be judged by");
        }

        var values = metric.Values;
        if (values.IsDefaultOrEmpty)
        {
            return Undecided($"{metric.Metric} has no values");
        }

        var count = threshold.Reference.Length;
        if (count != 1 && count != values.Length)
        {
            return Undecided($"{metric.Metric} has {values.Length} values but its reference has {count}");
        }

        return IsReversed(metric.Metric) ? JudgeFiducialSnr(metric, threshold, isJudged) : JudgeDeviations(metric, threshold, isJudged);
    }

    /// <summary>True for the metric whose deviation is the reference minus the value (pipeline.md 4.1, item 7).</summary>
    /// <param name="metric">Key of the metric.</param>
    public static bool IsReversed(string metric) => metric == FiducialSnr;

    private static Verdict Undecided(string reason) => new(Quality.Unknown, [], reason);

    private static ElementVerdict Absent(MetricValues metric, int index) =>
        new(metric.NameOf(index), metric.Values[index], double.NaN, Quality.None);

    private Verdict JudgeDeviations(MetricValues metric, Threshold threshold, bool[] isJudged)
    {
        var references = PairReferences(metric.Values, threshold.Reference, isJudged);
        var elements = ImmutableArray.CreateBuilder<ElementVerdict>(metric.Values.Length);
        for (var i = 0; i < metric.Values.Length; i++)
        {
            var deviation = metric.Values[i] - references[i];
            elements.Add(
                isJudged[i]
                    ? new ElementVerdict(metric.NameOf(i), metric.Values[i], deviation, QualityOf(deviation, threshold))
                    : Absent(metric, i)
            );
        }

        var judged = elements.MoveToImmutable();
        return Conclude(metric, threshold, judged, references, isReversed: false);
    }

    /// <summary>
    /// The signal to noise at the fiducial magnitude is judged the other way round (reference minus value), always by position. In documents of
    /// the original an exact 0 means that no fit was possible: one of them is forgiven, two are an alarm (pipeline.md 4.1, item 7). QuickLook
    /// has no value there, so that its 0 is a signal to noise like any other.
    /// </summary>
    private Verdict JudgeFiducialSnr(MetricValues metric, Threshold threshold, bool[] isJudged)
    {
        var references = Spread(threshold.Reference, metric.Values.Length);
        bool HasNoFit(double value) => pairsByRank && value == 0;
        var ifNoFit = metric.Values.Where((value, index) => isJudged[index] && HasNoFit(value)).Skip(1).Any()
            ? Quality.Alarm
            : Quality.Normal;
        var elements = ImmutableArray.CreateBuilder<ElementVerdict>(metric.Values.Length);
        for (var i = 0; i < metric.Values.Length; i++)
        {
            var value = metric.Values[i];
            var deviation = references[i] - value;
            var quality = HasNoFit(value) ? ifNoFit : QualityOf(deviation, threshold);
            elements.Add(isJudged[i] ? new ElementVerdict(metric.NameOf(i), value, deviation, quality) : Absent(metric, i));
        }

        return Conclude(metric, threshold, elements.MoveToImmutable(), references, isReversed: true);
    }

    private static Quality QualityOf(double deviation, Threshold threshold)
    {
        if (!double.IsFinite(deviation))
        {
            return double.IsNaN(deviation) ? Quality.Unknown : Quality.Alarm;
        }

        if (threshold.Normal.Contains(deviation))
        {
            return Quality.Normal;
        }

        return threshold.Warning.Contains(deviation) ? Quality.Warning : Quality.Alarm;
    }

    private double[] PairReferences(ImmutableArray<double> values, ImmutableArray<double> reference, bool[] isJudged)
    {
        var spread = Spread(reference, values.Length);
        if (!pairsByRank || values.Length < 2)
        {
            return spread;
        }

        // The k-th smallest value meets the k-th smallest reference, wherever the two stand; what has no value takes no part.
        int[] present = [.. Enumerable.Range(0, values.Length).Where(index => isJudged[index] && !double.IsNaN(values[index]))];
        int[] byValue = [.. present.OrderBy(index => values[index])];
        double[] ascending = [.. present.Select(index => spread[index]).Order()];
        for (var rank = 0; rank < byValue.Length; rank++)
        {
            spread[byValue[rank]] = ascending[rank];
        }

        return spread;
    }

    private static double[] Spread(ImmutableArray<double> reference, int length)
    {
        var spread = new double[length];
        for (var i = 0; i < length; i++)
        {
            spread[i] = reference[reference.Length == 1 ? 0 : i];
        }

        return spread;
    }

    private static Verdict Conclude(
        MetricValues metric,
        Threshold threshold,
        ImmutableArray<ElementVerdict> elements,
        double[] references,
        bool isReversed
    )
    {
        var worst = elements.TakeWhile(element => element.Quality == Quality.None).Count();
        for (var i = worst + 1; i < elements.Length; i++)
        {
            if (elements[i].Quality == Quality.None)
            {
                continue;
            }

            var order = Severity(elements[i].Quality).CompareTo(Severity(elements[worst].Quality));
            if (order > 0 || (order == 0 && Math.Abs(elements[i].Deviation) > Math.Abs(elements[worst].Deviation)))
            {
                worst = i;
            }
        }

        return new Verdict(
            elements[worst].Quality,
            elements,
            Describe(metric, threshold.Normal, elements[worst], references[worst], isReversed)
        );
    }

    private static int Severity(Quality quality) =>
        quality switch
        {
            Quality.Alarm => 3,
            Quality.Warning => 2,
            Quality.Unknown => 1,
            _ => 0,
        };

    private static string Describe(MetricValues metric, ToleranceRange normal, ElementVerdict element, double reference, bool isReversed)
    {
        var name = element.Name.Length == 0 ? metric.Metric : element.Name;
        if (double.IsNaN(element.Value))
        {
            return $"{name} has no value";
        }

        var range = normal.Around(reference, isReversed);
        var areWhole = double.IsInteger(element.Value) && double.IsInteger(range.Low) && double.IsInteger(range.High);
        var unit = metric.Unit.Length == 0 ? string.Empty : " " + metric.Unit;
        return $"{name} {LimitText.Number(element.Value, areWhole)}{unit}, normal {LimitText.Range(range, areWhole)}";
    }
}
