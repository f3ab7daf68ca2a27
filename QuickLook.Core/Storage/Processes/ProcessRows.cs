using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>Rows of the process tables as others see them.</summary>
internal static class ProcessRows
{
    /// <summary>The process with its exposure and cameras, which must be loaded.</summary>
    public static StoredProcess ToStored(ProcessRow row) =>
        new()
        {
            Id = row.Id,
            Exposure = ExposureRows.ToStored(row.Exposure),
            State = row.State,
            Quality = row.Quality,
            Reason = row.Reason,
            MappingHash = row.MappingHash,
            Engine = row.Engine,
            EngineVersion = row.EngineVersion,
            RequestedEngine = row.RequestedEngine,
            RequestedBy = row.RequestedBy,
            Lane = row.Lane,
            QueueOrder = row.QueueOrder,
            ArrivedAt = row.ArrivedAt,
            StartedAt = row.StartedAt,
            EndedAt = row.EndedAt,
            ExpectedCameras = [.. row.ExpectedCameras.Select(Camera).Order()],
            Cameras = [.. row.Cameras.Select(ToStored).OrderBy(run => run.Camera)],
        };

    private static StoredCameraRun ToStored(CameraRunRow row) =>
        new(
            Camera(row.Camera),
            row.Attempt,
            row.State,
            row.Quality,
            row.Reason,
            row.FailedStep,
            row.StartedAt,
            row.EndedAt,
            row.LogPath,
            [.. row.Stages],
            [.. row.Tests]
        )
        {
            Failures = row.Failures,
            RetryAt = row.RetryAt,
        };

    // A check constraint keeps anything else out of the column.
    private static CameraId Camera(string name) => CameraId.Parse(name).Value;
}
