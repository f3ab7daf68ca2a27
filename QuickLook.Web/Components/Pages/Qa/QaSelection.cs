using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Components.Shared.Findings;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>Which camera, step and test of a process an address means.</summary>
public static class QaSelection
{
    /// <summary>The camera of an address; when it leaves it open, that of the worst finding, else the first that has results, else the first of the exposure.</summary>
    /// <param name="process">The process.</param>
    /// <param name="address">The address.</param>
    public static CameraId Camera(ProcessSnapshot process, QaAddress address)
    {
        if (address.Camera is { } asked)
        {
            return asked;
        }

        var worst = Abnormal
            .Of(process)
            .FirstOrDefault(each => address.Step.Length == 0 || each.Stage.Equals(address.Step, StringComparison.OrdinalIgnoreCase));
        return worst?.Camera
            ?? process.Cameras.FirstOrDefault(camera => camera.Quality != Quality.None)?.Camera
            ?? process.Cameras.FirstOrDefault(camera => camera.Presence == CameraPresence.Present)?.Camera
            ?? CameraId.All[0];
    }

    /// <summary>The test of an address; when it leaves it open, the worst of the step or of the camera.</summary>
    /// <param name="tests">The tests of the camera.</param>
    /// <param name="address">The address.</param>
    /// <returns>Null when there is no such test.</returns>
    public static QaTest? Test(ImmutableArray<QaTest> tests, QaAddress address)
    {
        var ofStep =
            address.Step.Length == 0
                ? tests
                : [.. tests.Where(test => test.Stage.Equals(address.Step, StringComparison.OrdinalIgnoreCase))];
        return address.Test.Length == 0
            ? ofStep.MinBy(test => StatusOf.Rank(test.Quality))
            : ofStep.FirstOrDefault(test => test.IsCalled(address.Test));
    }

    /// <summary>The camera that is some arms further on, round and round.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="by">1 or -1.</param>
    public static CameraId NextArm(CameraId camera, int by) => camera with { Arm = Arms.All[Around((int)camera.Arm + by, Arms.All.Count)] };

    /// <summary>The camera that is some spectrographs further on, round and round.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="by">1 or -1.</param>
    public static CameraId NextSpectrograph(CameraId camera, int by) =>
        camera with
        {
            Spectrograph = new Spectrograph(Around(camera.Spectrograph.Number + by, Spectrograph.Count)),
        };

    /// <summary>The camera that is some cameras further on, round and round.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="by">1 or -1.</param>
    public static CameraId NextCamera(CameraId camera, int by) => CameraId.All[Around(camera.Index + by, CameraId.All.Count)];

    /// <summary>The stage that is some stages further on, round and round; the stage itself when the process has no other.</summary>
    /// <param name="stages">The stages.</param>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="by">1 or -1.</param>
    public static StageInfo? NextStage(ImmutableArray<StageInfo> stages, string stage, int by)
    {
        var at = stages.Select(each => each.Name).ToList().IndexOf(stage);
        return stages.IsEmpty ? null : stages[Around(Math.Max(at, by > 0 ? -1 : 0) + by, stages.Length)];
    }

    private static int Around(int at, int count) => ((at % count) + count) % count;
}
