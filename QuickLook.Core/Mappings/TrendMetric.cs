using System.Collections.Immutable;

namespace QuickLook.Core.Mappings;

/// <summary>A value of the merged document that is followed over time (features.md 2.6).</summary>
/// <param name="Key">Short name: <c>noise</c>.</param>
/// <param name="DisplayName">As screens show it: <c>NOISE</c>.</param>
/// <param name="Path">Keys from the root of the merged document; written <c>TASKS-&gt;CHECK_CCDs-&gt;METRICS-&gt;NOISE_AMP</c>.</param>
/// <param name="Unit">Unit; empty when it has none.</param>
public sealed record TrendMetric(string Key, string DisplayName, ImmutableArray<string> Path, string Unit = "");
