using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Components.Pages.Monitor;

/// <summary>The same test outside its limits on one or many cameras: one thing to say.</summary>
/// <param name="Test">Name of the test as shown.</param>
/// <param name="Cameras">The cameras, in display order.</param>
/// <param name="Detail">What is wrong in a few words, when it is one camera and somebody said it.</param>
public sealed record FindingGroup(string Test, IReadOnlyList<CameraId> Cameras, string? Detail)
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
                    group.Count() == 1 ? Short(group.First().Test) : null
                )),
        ];

    // "amp C 4.91 e-, normal 1.10 - 4.10" is "amp C 4.91 e-" in a headline; the limits stand in the banner.
    private static string? Short(TestSnapshot test)
    {
        var text = test.Explanation ?? string.Empty;
        var limits = text.IndexOf(", normal ", StringComparison.Ordinal);
        text = (limits < 0 ? text : text[..limits]).TrimEnd('.');
        foreach (var name in new[] { test.DisplayName, test.StatusKey.Replace("_STATUS", string.Empty, StringComparison.Ordinal) })
        {
            text = text.StartsWith($"{name} ", StringComparison.Ordinal) ? text[(name.Length + 1)..] : text;
        }

        return text.Length is > 0 and <= LongestDetail ? text : null;
    }
}
