using System.Text.Json.Nodes;

namespace QuickLook.Core.QualityTests;

/// <summary>What a quality test found, as the merged document holds it (pipeline.md 4.2). Statuses are added by whoever judges.</summary>
/// <param name="Metrics">Values by key; a number that is not finite is null.</param>
/// <param name="Parameters">The parameters that the values depend on, by key.</param>
public sealed record QualityTestResult(JsonObject Metrics, JsonObject Parameters);
