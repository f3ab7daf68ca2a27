using QuickLook.Core.Pipeline;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>The state of processes and cameras as rows to write.</summary>
internal static class RunChanges
{
    /// <summary>The state of a process.</summary>
    public static ProcessChange Of(ProcessProgress progress, IPipelineEngine engine) =>
        new(
            progress.Stored.Id,
            progress.State,
            progress.Quality,
            progress.Reason ?? string.Empty,
            engine.Name,
            engine.Version,
            progress.MappingHash,
            progress.StartedAt,
            progress.EndedAt
        );

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
        );
}
