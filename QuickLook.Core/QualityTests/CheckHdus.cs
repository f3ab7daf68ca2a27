using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Compares what the camera's header says with what was asked for (pipeline.md 4.3, Check_HDUs): <c>CHECKHDUS</c>, how many of camera,
/// exposure, flavor and night are missing or different, 0 when all agree; <c>EXPNUM</c>, the header's exposure number; and
/// <c>CHECKHDUS_TEXT</c>, one sentence per disagreement. The original ends the run on a disagreement; here it is a verdict.
/// </summary>
public sealed class CheckHdus : IQualityTest
{
    /// <inheritdoc/>
    public string Name => "Check_HDUs";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = ["CHECKHDUS"];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        var identity = evidence.Identity;
        var disagreements = new List<string>();
        Compare("CAMERA", identity.Camera?.ToString(), evidence.Camera.ToString(), disagreements);
        Compare("EXPID", identity.Exposure?.ToString(), evidence.Exposure.ToString(), disagreements);
        Compare("FLAVOR", identity.Flavor?.Name(), evidence.Flavor.Name(), disagreements);
        Compare("NIGHT", identity.Night?.ToString(), evidence.Night.ToString(), disagreements);
        var metrics = new JsonObject
        {
            ["CHECKHDUS"] = disagreements.Count,
            ["CHECKHDUS_TEXT"] = new JsonArray([.. disagreements.Select(text => (JsonNode)text)]),
            ["EXPNUM"] = identity.Exposure?.Number,
        };
        return new QualityTestResult(metrics, []);
    }

    private static void Compare(string keyword, string? found, string asked, List<string> disagreements)
    {
        if (found is null)
        {
            disagreements.Add($"{keyword} is missing in the header or cannot be read; {asked} was asked for");
        }
        else if (found != asked)
        {
            disagreements.Add($"{keyword} is {found} in the header; {asked} was asked for");
        }
    }
}
