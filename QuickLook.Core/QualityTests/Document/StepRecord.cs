using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests.Document;

/// <summary>What one recipe step and its tests contribute to the merged document (pipeline.md 5.2).</summary>
/// <param name="Step">Name of the recipe step: <c>Preproc</c>.</param>
/// <param name="Metrics">Values and statuses by key, of the tests that succeeded.</param>
/// <param name="Parameters">Parameters, references and ranges by key, of the tests that succeeded.</param>
public sealed record StepRecord(string Step, JsonObject Metrics, JsonObject Parameters)
{
    /// <summary>A record without content yet.</summary>
    /// <param name="step">Name of the recipe step.</param>
    public StepRecord(string step)
        : this(step, [], []) { }

    /// <summary>Takes in what a test found: its metrics, its parameters, and which list of fibers belongs to which metric.</summary>
    /// <param name="result">The result; copied.</param>
    public void Take(QualityTestResult result)
    {
        Copy(result.Metrics, Metrics);
        Copy(result.Parameters, Parameters);
        if (!result.FibersOf.IsEmpty)
        {
            var fibersOf = Metrics[MergedQaKeys.FibersOf] as JsonObject;
            Metrics[MergedQaKeys.FibersOf] = fibersOf ??= [];
            foreach (var (metric, list) in result.FibersOf)
            {
                fibersOf[metric] = list;
            }
        }
    }

    private static void Copy(JsonObject from, JsonObject to)
    {
        foreach (var (key, value) in from)
        {
            to[key] = value?.DeepClone();
        }
    }
}
