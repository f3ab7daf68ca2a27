using System.Collections.Immutable;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads <c>metrics.json</c>: values followed over time (features.md 2.6).</summary>
internal static class TrendMetricsReader
{
    private const int MostMetrics = 200;
    private const int DeepestPath = 8;
    private const string Arrow = "->";

    public static ImmutableDictionary<string, TrendMetric> Read(LocatedJson root, FaultList faults)
    {
        var metrics = ImmutableDictionary.CreateBuilder<string, TrendMetric>(StringComparer.Ordinal);
        if (root.Kind != System.Text.Json.JsonValueKind.Object)
        {
            faults.Add(root, $"an object of metrics by name is expected, not {root.KindName}");
            return metrics.ToImmutable();
        }

        if (root.Properties.Count > MostMetrics)
        {
            faults.Add(root, $"at most {MostMetrics} metrics are allowed, there are {root.Properties.Count}");
            return metrics.ToImmutable();
        }

        foreach (var (key, node) in root.Properties)
        {
            if (MappingObject.Of(node, faults, "display", "path", "unit") is not { } metric)
            {
                continue;
            }

            ImmutableArray<string> path = [.. metric.RequiredText("path").Split(Arrow, StringSplitOptions.TrimEntries)];
            if (metric.Find("path") is { Text.Length: > 0 } written && (path.Length > DeepestPath || path.Any(part => part.Length == 0)))
            {
                faults.Add(
                    written,
                    $"a path is 1 to {DeepestPath} keys joined by '{Arrow}', such as TASKS->CHECK_CCDs->METRICS->NOISE_AMP"
                );
            }

            metrics[key] = new TrendMetric(key, metric.RequiredText("display"), path, metric.OptionalText("unit") ?? string.Empty);
        }

        return metrics.ToImmutable();
    }
}
