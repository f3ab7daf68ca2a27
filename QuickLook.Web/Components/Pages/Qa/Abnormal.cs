using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Components.Shared.Findings;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>One thing that is not normal in an exposure: a verdict, or a camera that ended before its time.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Stage">The stage, as documents call it.</param>
/// <param name="StatusKey">The test; empty when the camera ended in the stage.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">Its status.</param>
/// <param name="Detail">Value or state in a few words.</param>
public sealed record Abnormal(CameraId Camera, string Stage, string StatusKey, string Title, Status Status, string Detail)
{
    private const int LongestDetail = 24;

    /// <summary>Everything abnormal, worst first: alarms, warnings, what was not judged, what failed.</summary>
    /// <param name="process">The process.</param>
    public static IReadOnlyList<Abnormal> Of(ProcessSnapshot process) =>
        [
            .. new[] { Quality.Alarm, Quality.Warning, Quality.Unknown, Quality.NotComputed }
                .SelectMany(quality => Finding.Of(process, quality))
                .Select(Of),
            .. Ended(process),
        ];

    private static Abnormal Of(Finding finding) =>
        new(
            finding.Camera,
            finding.Stage.Name,
            finding.Test.StatusKey,
            finding.Test.DisplayName,
            StatusOf.Verdict(finding.Test.Quality),
            Detailed(finding)
        );

    private static IEnumerable<Abnormal> Ended(ProcessSnapshot process) =>
        from camera in process.Cameras
        from stage in Enumerable.Range(0, Math.Min(camera.Stages.Length, process.Stages.Length))
        let state = camera.Stages[stage].State
        where state is StageState.Failed or StageState.Stopped
        select new Abnormal(
            camera.Camera,
            process.Stages[stage].Name,
            string.Empty,
            process.Stages[stage].DisplayName,
            Status.NotComputed,
            state == StageState.Failed ? "failed" : "stopped"
        );

    private static string Detailed(Finding finding) =>
        finding.Test.Quality is Quality.Unknown or Quality.NotComputed ? StateText.Of(finding.Test.Quality)
        : FindingGroup.Short(finding.Test, LongestDetail) is { } detail ? detail
        : finding.Test.Value.Length <= LongestDetail ? finding.Test.Value
        : string.Empty;
}
