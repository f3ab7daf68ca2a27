using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>The state of processes and cameras as rows to write.</summary>
internal static class RunChanges
{
    /// <summary>The state of a process.</summary>
    public static ProcessChange Of(ProcessProgress progress) =>
        new(
            progress.Stored.Id,
            progress.State,
            progress.Quality,
            progress.Reason ?? string.Empty,
            progress.Engine,
            progress.EngineVersion,
            progress.MappingHash,
            progress.StartedAt,
            progress.EndedAt
        )
        {
            Configuration = progress.Configuration,
        };

    /// <summary>The state of a camera of a process.</summary>
    public static CameraRunChange Of(ProcessProgress process, CameraProgress progress) =>
        new(
            process.Stored.Id,
            progress.Snapshot.Camera,
            progress.Attempt,
            progress.Snapshot.State,
            progress.Snapshot.Quality,
            progress.Snapshot.Reason ?? string.Empty,
            progress.FailedStep,
            progress.Snapshot.StartedAt,
            progress.Snapshot.EndedAt,
            progress.LogPath,
            progress.StageRecords(),
            [.. progress.Tests]
        )
        {
            Failures = progress.Failures,
            RetryAt = progress.RetryAt,
        };

    /// <summary>The changes of state of a process and its cameras that are not written yet.</summary>
    public static IEnumerable<TransitionChange> TransitionsOf(ProcessProgress process)
    {
        foreach (var (camera, progress) in process.Cameras)
        {
            foreach (var change in progress.History.TakeUnwritten())
            {
                yield return new TransitionChange(process.Stored.Id, camera, change.Attempt, change.State, change.At, change.Reason);
            }
        }

        foreach (var change in process.History.TakeUnwritten())
        {
            yield return new TransitionChange(process.Stored.Id, Camera: null, change.Attempt, change.State, change.At, change.Reason);
        }
    }
}
