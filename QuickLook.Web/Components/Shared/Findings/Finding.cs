using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Components.Shared.Findings;

/// <summary>A verdict that wants an eye: a test of a camera that is outside its limits.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Stage">The stage that the test belongs to.</param>
/// <param name="Test">The test.</param>
/// <param name="At">When its stage ended; null while it runs.</param>
public sealed record Finding(CameraId Camera, StageInfo Stage, TestSnapshot Test, DateTimeOffset? At)
{
    /// <summary>All tests of a process with a verdict, in the order of stages and cameras.</summary>
    /// <param name="process">The process.</param>
    /// <param name="quality">The verdict.</param>
    public static IReadOnlyList<Finding> Of(ProcessSnapshot process, Quality quality) =>
        [
            .. from stage in Enumerable.Range(0, process.Stages.Length)
            from camera in process.Cameras
            where stage < camera.Stages.Length
            from test in camera.Stages[stage].Tests
            where test.Quality == quality
            select new Finding(camera.Camera, process.Stages[stage], test, camera.Stages[stage].EndedAt),
        ];
}
