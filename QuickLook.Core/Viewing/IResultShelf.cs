using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing;

/// <summary>The results of processes as screens ask for them. Thread-safe; what was read lately is kept in memory, within bounds.</summary>
public interface IResultShelf
{
    /// <summary>The newest process that has results; null when there is none.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<long?>> FindLatestAsync(CancellationToken cancellationToken);

    /// <summary>The merged document of a camera.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document; a permanent failure when there is none or when it cannot be read, a transient one when the database is out of reach.</returns>
    Task<Result<MergedQa>> ReadDocumentAsync(long processId, CameraId camera, CancellationToken cancellationToken);

    /// <summary>Merged documents of a process.</summary>
    /// <param name="processId">The process; one that does not exist has no documents.</param>
    /// <param name="cameras">Which cameras.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>By camera; cameras without a document, or with one that cannot be read, are not in it. A failure when the database is out of reach.</returns>
    Task<Result<ImmutableSortedDictionary<CameraId, MergedQa>>> ReadDocumentsAsync(
        long processId,
        IReadOnlyCollection<CameraId> cameras,
        CancellationToken cancellationToken
    );

    /// <summary>The fibers of the exposure of a process; empty when it has no fibermap.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<FiberField>> ReadFibersAsync(long processId, CancellationToken cancellationToken);

    /// <summary>The exposures before and after that of a process, in order of exposure number.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<Neighbours>> FindNeighboursAsync(long processId, CancellationToken cancellationToken);

    /// <summary>What a camera was like in the exposures before, of the same flavor and program.</summary>
    /// <param name="processId">The process that they come before.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="count">How many exposures at most; up to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Newest first, one per exposure.</returns>
    Task<Result<ImmutableArray<PastRun>>> ReadPastAsync(long processId, CameraId camera, int count, CancellationToken cancellationToken);
}
