using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Shared.Findings;

/// <summary>One thing that is not normal and no alarm.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Text">In a few words.</param>
/// <param name="Camera">The camera, when it is about one.</param>
/// <param name="Finding">The finding, when it is about one.</param>
public sealed record SentenceNote(Status Status, string Text, CameraId? Camera = null, Finding? Finding = null)
{
    private const int Named = 3;

    /// <summary>Everything that is not normal about a process but its alarms.</summary>
    /// <param name="process">The process.</param>
    public static IReadOnlyList<SentenceNote> Of(ProcessSnapshot process) =>
        [.. Reason(process), .. Ended(process), .. Missing(process), .. Warnings(process), .. Unjudged(process)];

    private static IEnumerable<SentenceNote> Reason(ProcessSnapshot process)
    {
        if (process.Reason is not null)
        {
            yield return new SentenceNote(process.State == RunState.Skipped ? Status.NoData : Status.NotComputed, process.Reason);
        }
    }

    private static IEnumerable<SentenceNote> Ended(ProcessSnapshot process)
    {
        var failed = process.Cameras.Where(camera => camera.State is RunState.Failed or RunState.PartlyFailed).ToList();
        if (failed.Count > Named)
        {
            yield return new SentenceNote(
                Status.NotComputed,
                $"{failed.Count} cameras failed, the first {failed[0].Camera}",
                failed[0].Camera
            );
            yield break;
        }

        foreach (var camera in failed)
        {
            yield return new SentenceNote(Status.NotComputed, $"{camera.Camera} failed{At(process, camera)}", camera.Camera);
        }
    }

    private static string At(ProcessSnapshot process, CameraSnapshot camera)
    {
        var stage = camera.Stages.Select((snapshot, index) => (snapshot, index)).FirstOrDefault(s => s.snapshot.State == StageState.Failed);
        return stage.snapshot is null ? string.Empty : $" in {process.Stages[stage.index].DisplayName}";
    }

    private static IEnumerable<SentenceNote> Missing(ProcessSnapshot process)
    {
        var missing = process.Cameras.Where(camera => camera.Presence == CameraPresence.Missing).Select(camera => camera.Camera).ToList();
        if (missing.Count is > 0 and <= Named)
        {
            yield return new SentenceNote(
                Status.NoData,
                $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not in the raw file"
            );
        }
        else if (missing.Count > Named && missing.Count < CameraId.All.Count)
        {
            yield return new SentenceNote(Status.NoData, $"{missing.Count} cameras are not in the raw file");
        }
    }

    private static IEnumerable<SentenceNote> Warnings(ProcessSnapshot process)
    {
        var warnings = Finding.Of(process, Quality.Warning);
        if (warnings.Count > 0)
        {
            var groups = FindingGroup.Of(warnings);
            var named = string.Join(", ", groups.Take(Named).Select(group => $"{group.Where} {group.Test}"));
            var more = groups.Count > Named ? $" and {groups.Count - Named} more" : string.Empty;
            yield return new SentenceNote(
                Status.Warning,
                $"{Count(warnings.Count, "warning")}: {named}{more}",
                warnings.Count == 1 ? warnings[0].Camera : null,
                groups.Count == 1 ? groups[0].First : null
            );
        }
    }

    private static IEnumerable<SentenceNote> Unjudged(ProcessSnapshot process)
    {
        var count = Finding.Of(process, Quality.Unknown).Count + Finding.Of(process, Quality.NotComputed).Count;
        if (count > 0)
        {
            yield return new SentenceNote(Status.NotComputed, $"{Count(count, "test")} could not be judged");
        }
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
