using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests;

/// <summary>Numbers as the merged document holds them: what is not finite is null, because JSON has no word for it.</summary>
internal static class MetricJson
{
    /// <summary>One number.</summary>
    /// <param name="value">The number.</param>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>A flat array.</summary>
    /// <param name="values">The numbers.</param>
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];
}
