using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>Tells one process in the pipeline log: its beginning, its stages, verdicts that are not normal, failures, its end.</summary>
internal sealed class ProcessNarrator(ProcessProgress process)
{
    private const string StatusMark = "_STATUS: ";

    private readonly HashSet<int> begun = [];
    private readonly HashSet<int> ended = [];
    private readonly HashSet<(CameraId, string, Quality)> told = [];

    /// <summary>
    /// The verdict that a line of a run log reports: <c>KEY_STATUS: WORD</c> in every engine's log (pipeline.md 6.2); none for any other line.
    /// </summary>
    public static Quality VerdictIn(string text) =>
        text.IndexOf(StatusMark, StringComparison.Ordinal) is >= 0 and var at
            ? Qualities.Parse(text[(at + StatusMark.Length)..])
            : Quality.None;

    /// <summary>The process is taken up.</summary>
    public IEnumerable<Narration> Begin(DateTimeOffset at)
    {
        var stored = process.Stored;
        yield return new Narration(
            at,
            RunLogLevel.Info,
            $"Process {stored.Id} starts: exposure {Describe(stored.Exposure)}, {Count(process.Cameras.Count, "camera")}"
        );
        if (!process.IsArriving && process.Missing.Count > 0)
        {
            yield return MissingCameras(at);
        }
    }

    /// <summary>The time for further cameras is over.</summary>
    public IEnumerable<Narration> ArrivalClosed(DateTimeOffset at) => process.Missing.Count > 0 ? [MissingCameras(at)] : [];

    /// <summary>Stages that the first camera has begun, or that the last one has left, since the last call.</summary>
    public IEnumerable<Narration> Stages()
    {
        for (var index = 0; index < process.Plan.Stages.Length; index++)
        {
            var stages = process.Cameras.Values.Select(camera => (camera.Snapshot, Stage: camera.Snapshot.Stages[index])).ToList();
            var name = process.Plan.Stages[index].Stage.DisplayName;
            var first = stages.Min(camera => camera.Stage.StartedAt);
            if (first is not { } started)
            {
                continue;
            }

            if (begun.Add(index))
            {
                yield return new Narration(started, RunLogLevel.Info, $"Process {process.Stored.Id}: {name} starts");
            }

            var isOver = stages.TrueForAll(camera =>
                camera.Stage.State is StageState.Done or StageState.Failed or StageState.Stopped || camera.Snapshot.State.IsFinal()
            );
            if (isOver && stages.Max(camera => camera.Stage.EndedAt) is { } last && ended.Add(index))
            {
                yield return new Narration(
                    last,
                    RunLogLevel.Info,
                    $"Process {process.Stored.Id}: {name} ended after {Seconds(last - started)}"
                );
            }
        }
    }

    /// <summary>A verdict; nothing for one that is normal.</summary>
    public IEnumerable<Narration> Verdict(TestJudged judged)
    {
        if (judged.Quality is Quality.Normal or Quality.None || !told.Add((judged.Camera, judged.StatusKey, judged.Quality)))
        {
            yield break;
        }

        var word = judged.Quality.Word() ?? "NOT COMPUTED";
        var why = judged.Explanation is null ? string.Empty : $" ({judged.Explanation})";
        yield return new Narration(
            judged.At,
            judged.Quality is Quality.Alarm or Quality.NotComputed ? RunLogLevel.Error : RunLogLevel.Warning,
            $"Exposure {process.Stored.Exposure.Exposure}: {judged.Camera} {judged.StatusKey} {word}{why}",
            judged.Camera,
            judged.Test,
            judged.Quality
        );
    }

    /// <summary>A camera's run has ended; nothing when it went well.</summary>
    public IEnumerable<Narration> CameraEnded(CameraSnapshot camera, string failedStep, DateTimeOffset at)
    {
        if (camera.State is RunState.Succeeded)
        {
            yield break;
        }

        var step = failedStep.Length == 0 ? string.Empty : $" in step {failedStep}";
        var what = camera.State switch
        {
            RunState.Stopped => "stopped",
            RunState.PartlyFailed => "ended without all of its tests",
            _ => "failed",
        };
        yield return new Narration(
            at,
            camera.State == RunState.Stopped ? RunLogLevel.Warning : RunLogLevel.Error,
            $"Process {process.Stored.Id}: {camera.Camera} {what}{step}: {camera.Reason ?? "no reason given"}",
            camera.Camera
        );
    }

    /// <summary>A camera's run failed and is tried again.</summary>
    public Narration TriedAgain(CameraId camera, int failures, string reason, TimeSpan pause, DateTimeOffset at) =>
        new(
            at,
            RunLogLevel.Warning,
            $"Process {process.Stored.Id}: {camera} failed and is tried again in {Seconds(pause)} (failure {failures}): {reason}",
            camera
        );

    /// <summary>The process has ended.</summary>
    public Narration End(DateTimeOffset at)
    {
        var what = process.State switch
        {
            RunState.Succeeded => "succeeded",
            RunState.PartlyFailed => "partly failed",
            RunState.Failed => "failed",
            RunState.Stopped => "was stopped",
            RunState.Skipped => "is skipped",
            _ => "ended",
        };
        var why = process.Reason is null ? string.Empty : $": {process.Reason}";
        var took = process.StartedAt is null ? string.Empty : $" {Seconds(at - process.Stored.ArrivedAt)} after its file arrived";
        var verdict = process.Quality.Word() is { } word ? $", {word}" : string.Empty;
        var level = process.State switch
        {
            RunState.Succeeded => RunLogLevel.Info,
            RunState.Failed => RunLogLevel.Error,
            _ => RunLogLevel.Warning,
        };
        return new Narration(
            at,
            level,
            $"Process {process.Stored.Id} (exposure {process.Stored.Exposure.Exposure}) {what}{took}{verdict}{why}",
            Verdict: process.Quality
        );
    }

    private static string Describe(StoredExposure exposure) =>
        string.Join(
            ' ',
            new[] { exposure.Exposure.ToString(), exposure.Program.ToString(), exposure.Flavor, $"of night {exposure.Night}" }.Where(word =>
                word.Length > 0
            )
        );

    private static string Seconds(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F1} s");

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    private Narration MissingCameras(DateTimeOffset at) =>
        new(at, RunLogLevel.Warning, $"Process {process.Stored.Id}: not in the raw file: {string.Join(", ", process.Missing)}");
}
