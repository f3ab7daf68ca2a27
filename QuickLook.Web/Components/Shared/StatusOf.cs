using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Shared;

/// <summary>Which status the parts of a process have on screen. Only a verdict of normal becomes <see cref="Status.Normal"/>.</summary>
public static class StatusOf
{
    /// <summary>One stage of one camera: its slice of the petal wheel.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="stage">Index of the stage.</param>
    public static Status Petal(CameraSnapshot camera, int stage)
    {
        if (camera.Presence == CameraPresence.AbsentByDesign)
        {
            return Status.Absent;
        }

        if (camera.Presence == CameraPresence.Missing || stage >= camera.Stages.Length)
        {
            return Status.NoData;
        }

        var snapshot = camera.Stages[stage];
        return snapshot.State switch
        {
            StageState.NotPlanned => Status.Absent,
            _ when snapshot.Quality == Quality.Alarm => Status.Alarm,
            _ when snapshot.Quality == Quality.Warning => Status.Warning,
            StageState.Failed or StageState.Stopped => Status.NotComputed,
            StageState.Running => Status.Running,
            StageState.Waiting => Waiting(camera.State),
            _ => Verdict(snapshot.Quality),
        };
    }

    /// <summary>A camera as a whole: the border of its cell.</summary>
    /// <param name="camera">The camera.</param>
    public static Status Camera(CameraSnapshot camera)
    {
        if (camera.Presence != CameraPresence.Present)
        {
            return camera.Presence == CameraPresence.Missing ? Status.NoData : Status.Absent;
        }

        return camera.State switch
        {
            _ when camera.Quality == Quality.Alarm => Status.Alarm,
            RunState.Failed or RunState.PartlyFailed or RunState.Stopped => Status.NotComputed,
            _ when camera.Quality == Quality.Warning => Status.Warning,
            RunState.Running => Status.Running,
            RunState.Queued => Status.Queued,
            RunState.Skipped => Status.NoData,
            _ => Verdict(camera.Quality),
        };
    }

    /// <summary>A process in a list.</summary>
    /// <param name="state">What happened to it.</param>
    /// <param name="quality">Its worst verdict.</param>
    public static Status Process(RunState state, Quality quality) =>
        state switch
        {
            RunState.Queued => Status.Queued,
            RunState.Running => Status.Running,
            _ when quality == Quality.Alarm => Status.Alarm,
            RunState.Failed or RunState.PartlyFailed or RunState.Stopped => Status.NotComputed,
            RunState.Skipped => Status.NoData,
            _ => Verdict(quality),
        };

    /// <summary>A verdict.</summary>
    /// <param name="quality">The verdict.</param>
    public static Status Verdict(Quality quality) =>
        quality switch
        {
            Quality.Normal => Status.Normal,
            Quality.Warning => Status.Warning,
            Quality.Alarm => Status.Alarm,
            Quality.Unknown or Quality.NotComputed => Status.NotComputed,
            _ => Status.NoData,
        };

    /// <summary>The test that wants an eye most: the worst verdict, the first of equals; null when there is none.</summary>
    /// <param name="tests">The tests of a stage.</param>
    public static TestSnapshot? Worst(IEnumerable<TestSnapshot> tests) => tests.MinBy(test => Rank(test.Quality));

    /// <summary>0 for what wants an eye most, growing.</summary>
    /// <param name="quality">A verdict.</param>
    public static int Rank(Quality quality) =>
        quality switch
        {
            Quality.Alarm => 0,
            Quality.Warning => 1,
            Quality.Unknown or Quality.NotComputed => 2,
            Quality.Normal => 3,
            _ => 4,
        };

    /// <summary>A volume.</summary>
    /// <param name="level">How serious the shortage is.</param>
    public static Status Disk(DiskLevel level) =>
        level switch
        {
            DiskLevel.Alarm => Status.Alarm,
            DiskLevel.Warning => Status.Warning,
            _ => Status.Normal,
        };

    /// <summary>The pipeline's light.</summary>
    /// <param name="activity">What it does.</param>
    public static Status Pipeline(PipelineActivity activity) =>
        activity switch
        {
            PipelineActivity.Running or PipelineActivity.Stopping => Status.Running,
            PipelineActivity.Idle => Status.Queued,
            _ => Status.NoData,
        };

    private static Status Waiting(RunState camera) =>
        camera switch
        {
            RunState.Queued or RunState.Running => Status.Queued,
            RunState.Skipped => Status.NoData,
            _ => Status.NotComputed,
        };
}
