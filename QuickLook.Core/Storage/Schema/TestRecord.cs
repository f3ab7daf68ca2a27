using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Storage.Schema;

/// <summary>One verdict of a camera's run, as kept in the table.</summary>
/// <param name="Test">Name of the test: <c>Get_RMS</c>.</param>
/// <param name="StatusKey">Key of the status: <c>NOISE_AMP_STATUS</c>.</param>
/// <param name="Quality">The verdict.</param>
/// <param name="Value">The judged value: a number or a small array; null when there is none.</param>
/// <param name="Explanation">One sentence when it is not normal; null otherwise.</param>
/// <param name="Limits">What it was judged by; empty when there are no limits.</param>
public sealed record TestRecord(string Test, string StatusKey, Quality Quality, JsonNode? Value, string? Explanation, string Limits = "")
{
    /// <summary>The judged value element by element.</summary>
    /// <returns>NaN for an element without a number; empty when there is neither a number nor an array.</returns>
    public ImmutableArray<double> Numbers() =>
        Value switch
        {
            JsonArray list => [.. list.Select(Number)],
            JsonValue single when single.GetValueKind() == JsonValueKind.Number => [Number(single)],
            _ => [],
        };

    private static double Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : double.NaN;
}
