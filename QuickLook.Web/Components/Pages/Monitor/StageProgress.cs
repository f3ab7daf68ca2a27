using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared;

namespace QuickLook.Web.Components.Pages.Monitor;

/// <summary>How far a stage is over all cameras.</summary>
/// <param name="IsPlanned">False when this version's recipe runs none of it.</param>
/// <param name="Done">Cameras that ended it well.</param>
/// <param name="Running">Cameras at work on it.</param>
/// <param name="Waiting">Cameras that will still run it.</param>
/// <param name="Expected">Cameras in the raw file.</param>
/// <param name="Median">Median time from a camera's start to the end of the stage; null before one ended.</param>
/// <param name="Usual">The same in recent runs of the flavor; null when there are none.</param>
public sealed record StageProgress(bool IsPlanned, int Done, int Running, int Waiting, int Expected, TimeSpan? Median, TimeSpan? Usual)
{
    /// <summary>The state in words: <c>2 running</c>, <c>ended</c>, <c>queued</c>.</summary>
    public string State =>
        this switch
        {
            { IsPlanned: false } => StatusTip.NotPlanned,
            { Running: > 0 } => $"{Running} running",
            { Waiting: > 0, Done: > 0 } => $"{Waiting} waiting",
            { Waiting: > 0 } => "queued",
            { Done: > 0 } => "ended",
            _ => "not run",
        };

    /// <summary>The progress of one stage.</summary>
    /// <param name="process">The process.</param>
    /// <param name="stage">Index of the stage.</param>
    public static StageProgress Of(ProcessSnapshot process, int stage)
    {
        var present = process.Cameras.Where(camera => stage < camera.Stages.Length).ToList();
        var durations =
            from camera in present
            where camera.StartedAt is not null && camera.Stages[stage] is { State: StageState.Done, EndedAt: not null }
            select camera.Stages[stage].EndedAt!.Value - camera.StartedAt!.Value;
        return new StageProgress(
            present.Count == 0 || present.Exists(camera => camera.Stages[stage].State != StageState.NotPlanned),
            present.Count(camera => camera.Stages[stage].State == StageState.Done),
            present.Count(camera => camera.Stages[stage].State == StageState.Running),
            present.Count(camera =>
                camera is { State: RunState.Queued or RunState.Running } && camera.Stages[stage].State == StageState.Waiting
            ),
            present.Count,
            Elapsed.Median(durations),
            process.Stages[stage].UsualDuration
        );
    }
}
