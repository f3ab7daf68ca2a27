using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Shared.Findings;

/// <summary>
/// What Monitor and QA say of an exposure in plain words. Line 1: what and how far. Line 2: the alarms. Line 3: everything else that is not normal.
/// </summary>
/// <param name="Subject">What it is about: <c>Exposure 00012345 – science, dark</c>.</param>
/// <param name="Progress">How far it is: <c>20 of 30</c> of what <see cref="State"/> says; empty when the state says it all.</param>
/// <param name="State">The rest of line 1, without a full stop.</param>
/// <param name="AlarmCount">Number of alarms.</param>
/// <param name="Alarms">At most two groups of alarms.</param>
/// <param name="MoreAlarms">Groups beyond those.</param>
/// <param name="Notes">Line 3.</param>
/// <param name="UsualEnd">When a process like this usually ends, while it runs; null otherwise.</param>
public sealed record SentenceText(
    string Subject,
    string Progress,
    string State,
    int AlarmCount,
    IReadOnlyList<FindingGroup> Alarms,
    int MoreAlarms,
    IReadOnlyList<SentenceNote> Notes,
    DateTimeOffset? UsualEnd
)
{
    private const int NamedAlarms = 2;

    /// <summary>The sentence before the first exposure.</summary>
    /// <param name="pipeline">What the pipeline does.</param>
    public static SentenceText WithoutProcess(PipelineActivity pipeline) =>
        pipeline is PipelineActivity.Stopped or PipelineActivity.Stopping
            ? Plain("The pipeline is stopped", "exposures that arrive will wait until it is started")
            : Plain("Ready", "waiting for the first exposure");

    /// <summary>The sentence about a process.</summary>
    /// <param name="process">The process.</param>
    public static SentenceText Of(ProcessSnapshot process)
    {
        var alarms = Finding.Of(process, Quality.Alarm);
        var groups = FindingGroup.Of(alarms);
        var expected = process.Cameras.Count(camera => camera.Presence == CameraPresence.Present);
        var done = process.Cameras.Count(camera => camera.State == RunState.Succeeded);
        var (progress, state) = Progressed(process, done, expected);
        return new SentenceText(
            Named(process.Exposure),
            progress,
            alarms.Count == 0 && process.Quality == Quality.Normal && process.State == RunState.Succeeded ? $"{state}, all normal" : state,
            alarms.Count,
            [.. groups.Take(NamedAlarms)],
            Math.Max(0, groups.Count - NamedAlarms),
            SentenceNote.Of(process),
            process is { State: RunState.Running, UsualDuration: { } usual } ? process.ArrivedAt + usual : null
        );
    }

    private static SentenceText Plain(string subject, string state) => new(subject, string.Empty, state, 0, [], 0, [], null);

    // Calibrations name their flavor as program: said once is enough.
    private static string Named(ExposureSummary exposure) =>
        exposure.Program.IsEmpty || exposure.Program.Name.Equals(exposure.Flavor, StringComparison.OrdinalIgnoreCase)
            ? $"Exposure {exposure.Id} – {exposure.Flavor}"
            : $"Exposure {exposure.Id} – {exposure.Flavor}, {exposure.Program}";

    private static (string Progress, string State) Progressed(ProcessSnapshot process, int done, int expected)
    {
        var duration = process.EndedAt is { } ended ? $" after {Elapsed.Clock(ended - process.ArrivedAt)}" : string.Empty;
        return process.State switch
        {
            RunState.Queued => (string.Empty, "waits for its turn"),
            RunState.Running => ($"{done} of {expected}", "cameras done"),
            RunState.Succeeded => (expected == 1 ? "1 camera" : $"{expected} cameras", $"done{duration}"),
            RunState.PartlyFailed => ($"{done} of {expected}", $"cameras done{duration}"),
            RunState.Failed => (string.Empty, $"failed{duration}"),
            RunState.Stopped => (string.Empty, $"stopped{duration}, {done} of {expected} cameras done"),
            _ => (string.Empty, "not processed"),
        };
    }
}
