using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Components.Shared.Findings;

/// <summary>The same test outside its limits on one or many cameras: one thing to say.</summary>
/// <param name="Test">Name of the test as shown.</param>
/// <param name="Cameras">The cameras, in display order.</param>
/// <param name="First">The finding on the first of them.</param>
/// <param name="Detail">What is wrong in a few words, when it is one camera and somebody said it.</param>
public sealed record FindingGroup(string Test, IReadOnlyList<CameraId> Cameras, Finding First, string? Detail)
{
    private const int NamedCameras = 3;
    private const int LongestDetail = 44;

    /// <summary>The cameras in words: <c>b3</c>, <c>b3, r5</c>, <c>12 cameras</c>.</summary>
    public string Where => Cameras.Count <= NamedCameras ? string.Join(", ", Cameras) : $"{Cameras.Count} cameras";

    /// <summary>Findings by test, in the order in which the tests first occur.</summary>
    /// <param name="findings">The findings.</param>
    public static IReadOnlyList<FindingGroup> Of(IReadOnlyList<Finding> findings) =>
        [
            .. findings
                .GroupBy(finding => finding.Test.StatusKey)
                .Select(group => new FindingGroup(
                    group.First().Test.DisplayName,
                    [.. group.Select(finding => finding.Camera).Order()],
                    group.MinBy(finding => finding.Camera)!,
                    group.Count() == 1 ? Short(group.First().Test, LongestDetail) : null
                )),
        ];

    /// <summary>What is wrong with a test in a few words, without its limits: <c>amp C 4.91 e-</c>; null when nobody said it, or not so shortly.</summary>
    /// <param name="test">The test.</param>
    /// <param name="longest">Most characters.</param>
    public static string? Short(TestSnapshot test, int longest)
    {
        var text = test.Explanation ?? string.Empty;
        var limits = text.IndexOf(", normal ", StringComparison.Ordinal);
        text = (limits < 0 ? text : text[..limits]).TrimEnd('.');
        foreach (var name in new[] { test.DisplayName, test.StatusKey.Replace("_STATUS", string.Empty, StringComparison.Ordinal) })
        {
            text = text.StartsWith($"{name} ", StringComparison.Ordinal) ? text[(name.Length + 1)..] : text;
        }

        return text.Length > 0 && text.Length <= longest ? text : null;
    }
}
