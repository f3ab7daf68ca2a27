using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Whether the exposure is all there: <c>CHECKEXP</c>, how many things it lacks, and <c>CHECKEXP_TEXT</c>, one sentence for each: an end of the
/// raw file, a fibermap where there are fibers, cameras that are expected (<see cref="ExposureParts.MissingNextTo"/> says which of them this camera
/// tells). The original has no such test: there, what is missing is missing silently.
/// </summary>
public sealed class CheckExposure : IQualityTest
{
    private const string Metric = "CHECKEXP";

    /// <inheritdoc/>
    public string Name => "Check_Exposure";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = [Metric];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence.Parts.IsArriving)
        {
            return new QualityTestResult([], []) { NotApplicable = "the raw file is still being written" };
        }

        string[] lacks = [.. Lacks(evidence)];
        return new QualityTestResult(
            new JsonObject { [Metric] = lacks.Length, [$"{Metric}_TEXT"] = new JsonArray([.. lacks.Select(text => (JsonNode)text)]) },
            []
        );
    }

    private static IEnumerable<string> Lacks(CameraEvidence evidence)
    {
        if (evidence.Parts.Damage is { } damage)
        {
            yield return $"the raw file is damaged: {damage}";
        }

        if (!evidence.Parts.HasFibermap && evidence.Flavor is Flavor.Science or Flavor.Arc or Flavor.Flat)
        {
            yield return "there is no fibermap that can be read";
        }

        foreach (var camera in evidence.Parts.MissingNextTo(evidence.Camera))
        {
            yield return $"camera {camera} is not in the raw file";
        }
    }
}
