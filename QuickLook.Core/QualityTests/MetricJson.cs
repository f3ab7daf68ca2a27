using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests;

/// <summary>Values as the merged document holds them: a number that is not finite is null, because JSON has no word for it.</summary>
internal static class MetricJson
{
    /// <summary>A metric's key with this behind holds words about its value, one sentence an element.</summary>
    private const string WordsSuffix = "_TEXT";

    /// <summary>One number.</summary>
    /// <param name="value">The number.</param>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>A flat array.</summary>
    /// <param name="values">The numbers.</param>
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    /// <summary>A flat array of whole numbers.</summary>
    /// <param name="values">The numbers; null stays null.</param>
    public static JsonArray Integers(IEnumerable<int?> values) =>
        [.. values.Select(value => value is { } whole ? JsonValue.Create(whole) : null)];

    /// <summary>A flat array of whole numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static JsonArray Integers(IEnumerable<int> values) => [.. values.Select(value => JsonValue.Create(value))];

    /// <summary>A flat array of words.</summary>
    /// <param name="values">The words.</param>
    public static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    /// <summary>An array of arrays, which may have different lengths.</summary>
    /// <param name="rows">The arrays.</param>
    public static JsonArray Rows(IEnumerable<IEnumerable<double>> rows) => [.. rows.Select(Numbers)];

    /// <summary>
    /// Says why a metric has no value, for the sentence of its verdict (<c>PEAKCOUNT_TEXT</c>). Nothing is written where there is no reason
    /// to give.
    /// </summary>
    /// <param name="metrics">The metrics, changed in place.</param>
    /// <param name="metric">Key of the metric.</param>
    /// <param name="reason">The reason; null when there is none.</param>
    public static void Explain(JsonObject metrics, string metric, string? reason)
    {
        if (reason is not null)
        {
            metrics[metric + WordsSuffix] = Texts([reason]);
        }
    }
}
