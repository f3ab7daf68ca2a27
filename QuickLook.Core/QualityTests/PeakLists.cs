using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.QualityTests;

/// <summary>Lists of lines to look at, as parameters hold them: one key an arm, <c>B_PEAKS</c>, <c>R_PEAKS</c> and <c>Z_PEAKS</c>.</summary>
internal static class PeakLists
{
    /// <summary>Key of an arm's lines.</summary>
    /// <param name="arm">The arm.</param>
    public static string KeyOf(Arm arm) => $"{arm}_PEAKS";

    /// <summary>Adds the lists of all arms, as documents of the original hold them; that of the camera's own arm in any case.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="evidence">What the lists are taken from.</param>
    public static void Write(JsonObject parameters, CameraEvidence evidence)
    {
        parameters[KeyOf(evidence.Camera.Arm)] = MetricJson.Numbers(evidence.Peaks);
        foreach (var (arm, lines) in evidence.PeakLists)
        {
            parameters[KeyOf(arm)] = MetricJson.Numbers(lines);
        }
    }
}
