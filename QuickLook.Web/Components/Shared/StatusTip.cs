using System.Globalization;
using System.Text;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Shared;

/// <summary>
/// Texts of tooltips. First line: the title. Each further line: a name, the word of a status, a value and a remark, separated by tabs, any
/// of them empty. The browser sets them as a table (tips.js), and assistive technology reads the plain text.
/// </summary>
public static class StatusTip
{
    /// <summary>What is said of a stage that this version does not run.</summary>
    public const string NotPlanned = "not computed by this version";

    /// <summary>What is said of a test that has nothing to say about a camera, such as the r-band sky in a b camera; the reason follows it.</summary>
    public const string Nothing = "none";

    /// <summary>A slice of a petal wheel: its tests.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="stages">The stages of the process.</param>
    /// <param name="stage">Index of the stage.</param>
    public static string Petal(CameraSnapshot camera, IReadOnlyList<StageInfo> stages, int stage)
    {
        var text = new StringBuilder($"{camera.Camera} {stages[stage].DisplayName}: {PetalWord(camera, stage)}");
        if (camera.Presence == CameraPresence.Present && stage < camera.Stages.Length)
        {
            Append(text, camera, camera.Stages[stage]);
        }

        if (camera is { State: RunState.Queued, RetryAt: not null })
        {
            text.Append($"\n\t\t\t{CameraWord(camera)}: {camera.Reason}");
        }

        return text.ToString();
    }

    /// <summary>A cell of the stage table: its stages.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="stages">The stages of the process.</param>
    public static string Cell(CameraSnapshot camera, IReadOnlyList<StageInfo> stages)
    {
        var text = new StringBuilder($"Camera {camera.Camera}: {CameraWord(camera)}");
        for (var stage = 0; stage < camera.Stages.Length; stage++)
        {
            var snapshot = camera.Stages[stage];
            text.Append($"\n{stages[stage].DisplayName}\t\t{Work(snapshot, camera.State)}\t");
            text.Append(snapshot is { EndedAt: { } ended, StartedAt: { } started } ? Elapsed.Clock(ended - started) : null);
        }

        if (camera.Reason is not null)
        {
            text.Append($"\n\t\t\t{camera.Reason}");
        }

        return text.ToString();
    }

    /// <summary>What happened to a camera, in a few words.</summary>
    /// <param name="camera">The camera.</param>
    public static string CameraWord(CameraSnapshot camera) =>
        camera switch
        {
            { Presence: CameraPresence.Missing } => "not in the raw file",
            { Presence: CameraPresence.AbsentByDesign, Reason: not null } => "in the raw file, not processed",
            { Presence: CameraPresence.AbsentByDesign } => "not expected",
            { State: RunState.Queued, RetryAt: { } at } =>
                $"tried again at {at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC",
            { State: RunState.Queued } => "queued",
            { State: RunState.Running } => "running",
            { State: RunState.Failed } => "failed",
            { State: RunState.PartlyFailed } => "partly failed",
            { State: RunState.Stopped } => "stopped",
            { State: RunState.Skipped } => "skipped",
            _ => $"done, {(camera.Quality == Quality.None ? "nothing judged" : StatusOf.Verdict(camera.Quality).Word())}",
        };

    /// <summary>How far a stage is, in a few words.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="camera">What happened to its camera.</param>
    public static string Work(StageSnapshot stage, RunState camera) =>
        stage.State switch
        {
            StageState.Running => $"{stage.UnitsDone} of {stage.UnitsKnown} done",
            StageState.Done => "done",
            StageState.Failed => "failed",
            StageState.Stopped => "stopped",
            StageState.NotPlanned => NotPlanned,
            _ => camera is RunState.Queued or RunState.Running ? "queued" : "not run",
        };

    private static string PetalWord(CameraSnapshot camera, int stage) =>
        StatusOf.Petal(camera, stage) switch
        {
            Status.Absent when camera.Presence == CameraPresence.Present => NotPlanned,
            Status.Absent when camera.Reason is not null => "in the raw file, not processed",
            Status.Absent => "absent by design",
            Status.NoData when camera.Presence == CameraPresence.Missing => "no data, the camera is not in the raw file",
            Status.NoData when stage < camera.Stages.Length && camera.Stages[stage].State == StageState.Done => "nothing to judge",
            var status => status.Word(),
        };

    private static void Append(StringBuilder text, CameraSnapshot camera, StageSnapshot stage)
    {
        if (stage.State is StageState.Running or StageState.Failed or StageState.Stopped)
        {
            text.Append($"\n\t\t\t{Work(stage, camera.State)}");
        }

        if (stage.State == StageState.Failed && camera.Reason is not null)
        {
            text.Append($": {camera.Reason}");
        }

        if (stage.State == StageState.NotPlanned)
        {
            return;
        }

        foreach (var test in stage.Tests)
        {
            var word = test switch
            {
                { IsNotApplicable: true } => Nothing,
                { Quality: Quality.None, IsComputed: false } => NotPlanned,
                { Quality: Quality.None } => "not judged",
                _ => Word(test.Quality),
            };
            text.Append($"\n{test.DisplayName}\t{word}\t{test.Value}\t{test.Limits}");
            if (test.Explanation is not null)
            {
                // The limits stand in their own column.
                var limits = test.Limits.Length == 0 ? -1 : test.Explanation.IndexOf(", normal ", StringComparison.Ordinal);
                text.Append("\n\t\t\t").Append(limits < 0 ? test.Explanation : test.Explanation[..limits]);
            }
        }
    }

    private static string Word(Quality quality) => quality == Quality.Unknown ? "unknown" : StatusOf.Verdict(quality).Word();
}
