using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>A judged value as a tooltip shows it.</summary>
internal static class ValueText
{
    // More elements than a petal's tooltip can hold are counted, not listed.
    private const int MostListed = 8;

    /// <summary>The value with its unit: <c>185.07, 177.75, 128.16, 167.07 ADU</c>; empty when there is none.</summary>
    /// <param name="value">Number or array.</param>
    /// <param name="unit">Unit; empty when it has none.</param>
    public static string Of(JsonNode? value, string unit)
    {
        var text = value switch
        {
            JsonArray list when list.Count > MostListed => $"{list.Count} values",
            JsonArray list => string.Join(", ", list.Select(Number)),
            _ => Number(value),
        };
        return text.Length == 0 || unit.Length == 0 ? text : $"{text} {unit}";
    }

    private static string Number(JsonNode? node) =>
        node switch
        {
            null => "–",
            // Made in memory, a number is only readable as the type it was made from; its text is the same for all of them.
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => Rounded(
                double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            ),
            JsonValue value => value.ToString(),
            _ => "…",
        };

    // Five significant digits, but never an exponent for what people read as a plain number.
    private static string Rounded(double value) =>
        Math.Abs(value) is >= 1e5 and < 1e9 || value == Math.Truncate(value) && Math.Abs(value) < 1e9
            ? value.ToString("F0", CultureInfo.InvariantCulture)
            : value.ToString("G5", CultureInfo.InvariantCulture);
}
