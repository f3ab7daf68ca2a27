using System.Globalization;

namespace QuickLook.Core.Judging;

/// <summary>Values and limits as people read them: <c>normal 1.10 - 4.10</c>.</summary>
public static class LimitText
{
    // More elements than a tooltip can hold are not listed one by one.
    private const int MostListed = 8;

    /// <summary>The normal range of a metric, absolute, per element where the references differ; empty when there is no reference.</summary>
    /// <param name="metric">Key of the metric, such as <c>NOISE_AMP</c>.</param>
    /// <param name="threshold">What it is judged by; null when nobody gave limits.</param>
    /// <param name="elements">Names of the elements; empty when they have none.</param>
    public static string Normal(string metric, Threshold? threshold, IReadOnlyList<string> elements)
    {
        if (threshold is not { HasReference: true })
        {
            return string.Empty;
        }

        var ranges = threshold
            .Reference.Select(reference => Range(threshold.Normal.Around(reference, StatusRule.IsReversed(metric))))
            .ToArray();
        if (ranges.Distinct(StringComparer.Ordinal).Count() == 1)
        {
            return $"normal {ranges[0]}";
        }

        return ranges.Length > MostListed
            ? "normal by the reference of each"
            : $"normal {string.Join(", ", ranges.Select((range, index) => Unbroken(index < elements.Count ? $"{elements[index]} {range}" : range)))}";
    }

    // A line may break between the ranges of two elements, not inside one; a browser would break after the hyphen but for the word joiner.
    private static string Unbroken(string range) =>
        range.Replace(' ', '\u00a0').Replace("-\u00a0", "-\u2060\u00a0", StringComparison.Ordinal);

    /// <summary>A range: <c>1.10 - 4.10</c>; one number where both ends are the same.</summary>
    /// <param name="range">Both ends.</param>
    public static string Range(ToleranceRange range) => Range(range, double.IsInteger(range.Low) && double.IsInteger(range.High));

    /// <summary>A range written like the value beside it.</summary>
    /// <param name="range">Both ends.</param>
    /// <param name="areWhole">True to write no decimals.</param>
    internal static string Range(ToleranceRange range, bool areWhole) =>
        range.Low == range.High
            ? Number(range.Low, areWhole)
            : $"{Number(range.Low, areWhole)} {(range.Low < 0 ? "to" : "-")} {Number(range.High, areWhole)}";

    /// <summary>A number: two decimals where they say enough, else three significant digits.</summary>
    /// <param name="value">The number.</param>
    /// <param name="isWhole">True to write no decimals.</param>
    internal static string Number(double value, bool isWhole)
    {
        var isPlain = value == 0 || Math.Abs(value) is >= 0.1 and < 1e6;
        var plain = isPlain ? "F2" : "G3";
        return value.ToString(isWhole ? "F0" : plain, CultureInfo.InvariantCulture);
    }
}
