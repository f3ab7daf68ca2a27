using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Numbers of a metric that is not by fiber.</summary>
internal static class StoredRows
{
    private const double NoValue = -9999;

    /// <summary>The innermost arrays of numbers, one row each; a single number is one row of one. Empty when the metric is missing or holds no numbers.</summary>
    public static ImmutableArray<ImmutableArray<double>> Of(MergedQa document, string stage, string metric)
    {
        if (stage != FiberJoin.GeneralInfo)
        {
            return document.NodeOf(stage, metric) is { } node ? [.. Rows(node, depth: 0)] : [];
        }

        var flat = document.ValuesAt(stage, metric);
        return flat.IsDefaultOrEmpty
            ? []
            :
            [
                [.. flat.Select(value => value ?? double.NaN)],
            ];
    }

    private static IEnumerable<ImmutableArray<double>> Rows(JsonNode? node, int depth)
    {
        if (node is JsonArray array)
        {
            if (array.All(item => item is not JsonArray))
            {
                return array.Count > 0 && array.All(item => item is null || item.GetValueKind() == JsonValueKind.Number)
                    ?
                    [
                        [.. array.Select(Number)],
                    ]
                    : [];
            }

            return depth < 6 ? array.SelectMany(item => Rows(item, depth + 1)) : [];
        }

        return node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ?
            [
                [Number(value)],
            ]
            : [];
    }

    private static double Number(JsonNode? node) =>
        node is JsonValue value
        && value.GetValueKind() == JsonValueKind.Number
        && value.TryGetValue(out double number)
        && double.IsFinite(number)
        && number != NoValue
            ? number
            : double.NaN;
}
