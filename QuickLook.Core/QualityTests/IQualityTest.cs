using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Measures one aspect of a camera's data after a step of its recipe. A test has no state and no limits: it turns evidence into
/// metrics; judging is somebody else's work.
/// </summary>
public interface IQualityTest
{
    /// <summary>Name as in desi_quicklook's logs and in recipes: <c>Bias_From_Overscan</c>.</summary>
    string Name { get; }

    /// <summary>Keys of the metrics that are judged, such as <c>BIAS_AMP</c>; their statuses are stored as <c>BIAS_AMP_STATUS</c>.</summary>
    ImmutableArray<string> JudgedMetrics { get; }

    /// <summary>Measures.</summary>
    /// <param name="evidence">What the run has so far.</param>
    /// <param name="parameters">Parameters of the recipe step by key, such as <c>CUTPIX</c>; not changed.</param>
    /// <returns>Metrics and the parameters that were used, or why nothing could be measured.</returns>
    Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters);
}
