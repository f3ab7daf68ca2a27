using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.History;

/// <summary>A quality test whose results are kept; they are copied, because whoever writes the document takes them apart.</summary>
internal sealed class RecordingTest(IQualityTest test, ConcurrentDictionary<string, QualityTestResult> kept) : IQualityTest
{
    public string Name => test.Name;

    public ImmutableArray<string> JudgedMetrics => test.JudgedMetrics;

    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        var measured = test.Measure(evidence, parameters);
        if (measured.TryGet(out var result, out _))
        {
            var judged = result.Metrics.Where(metric => JudgedMetrics.Contains(metric.Key));
            kept[Name] = result with
            {
                Metrics = new JsonObject(judged.Select(metric => KeyValuePair.Create(metric.Key, metric.Value?.DeepClone()))),
                Parameters = [],
            };
        }

        return measured;
    }
}
