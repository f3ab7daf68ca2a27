using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Bias level of each amplifier (pipeline.md 4.3, Bias_From_Overscan): <c>BIAS_AMP</c>, ADU, in order A to D, null for one that
/// was not read out. The versions that the
/// original adds here are general information of the merged document.
/// </summary>
public sealed class BiasFromOverscan : IQualityTest
{
    /// <inheritdoc/>
    public string Name => "Bias_From_Overscan";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = ["BIAS_AMP"];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence.Image is not { } image)
        {
            return CameraEvidence.NotPreprocessed;
        }

        var metrics = new JsonObject { ["BIAS_AMP"] = PerAmplifier.Numbers(image, amplifier => amplifier.BiasLevel) };
        return new QualityTestResult(metrics, []);
    }
}
