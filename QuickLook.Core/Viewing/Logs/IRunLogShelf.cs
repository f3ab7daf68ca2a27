using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Logs;

/// <summary>The logs that runs left on disk. Thread-safe.</summary>
public interface IRunLogShelf
{
    /// <summary>The end of a camera's log, within bounds.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The log, or in it why there is none; a failure when there is no such process or the database is out of reach.</returns>
    Task<Result<StoredLog>> ReadAsync(long processId, CameraId camera, CancellationToken cancellationToken);

    /// <summary>The whole log, to be downloaded.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The open file, which the caller disposes; or why there is none.</returns>
    Task<Result<Stream>> OpenAsync(long processId, CameraId camera, CancellationToken cancellationToken);
}
