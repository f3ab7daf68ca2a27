using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Retention;

/// <summary>What is asked and written down when files are removed from disk. No row is ever removed.</summary>
public sealed class RetentionStore(QuickLookDatabase database)
{
    private const int AtOnce = 5000;
    private const int MostAnswers = 50;

    /// <summary>Processes by number; those that the table does not know are missing in the answer.</summary>
    /// <param name="processIds">Their numbers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<IReadOnlyDictionary<long, HeldProcess>>> FindAsync(
        IReadOnlyCollection<long> processIds,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<long, HeldProcess>(processIds.Count);
        foreach (var part in processIds.Chunk(AtOnce))
        {
            var rows = await database
                .TryAsync((context, token) => FindAsync(context, part, token), cancellationToken)
                .ConfigureAwait(false);
            if (!rows.TryGet(out var held, out var failure))
            {
                return failure;
            }

            foreach (var process in held)
            {
                found[process.Id] = process;
            }
        }

        return found;
    }

    /// <summary>Writes down that files of a process were removed; an earlier time stays.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="products">Its products and documents were.</param>
    /// <param name="logs">Its run logs were.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> MarkRemovedAsync(
        long processId,
        bool products,
        bool logs,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var when = at.ToUniversalTime();
                if (products)
                {
                    await context
                        .Processes.Where(row => row.Id == processId && row.ProductsRemovedAt == null)
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.ProductsRemovedAt, when), token)
                        .ConfigureAwait(false);
                }

                if (logs)
                {
                    await context
                        .Processes.Where(row => row.Id == processId && row.LogsRemovedAt == null)
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.LogsRemovedAt, when), token)
                        .ConfigureAwait(false);
                }

                return Done.Value;
            },
            cancellationToken
        );

    /// <summary>Own processes that have results and still their products, any of which can be the answer of an exposure, the pinned one first, then newest first.</summary>
    /// <param name="exposureRowId">Surrogate id of the exposure.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<StoredProcess>>> ListAnswersAsync(long exposureRowId, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .Processes.Include(row => row.Exposure)
                    .Include(row => row.Cameras)
                    .AsSplitQuery()
                    .Where(row => row.ExposureId == exposureRowId && row.ImportedFrom == "" && row.ProductsRemovedAt == null)
                    .Where(row =>
                        row.State == RunState.Succeeded || row.State == RunState.PartlyFailed || row.Id == row.Exposure.PinnedProcessId
                    )
                    .OrderByDescending(row => row.Id == row.Exposure.PinnedProcessId)
                    .ThenByDescending(row => row.Id)
                    .Take(MostAnswers)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<StoredProcess>)[.. rows.Select(ProcessRows.ToStored)];
            },
            cancellationToken
        );

    /// <summary>Raw files that the table knows in the folder of a night.</summary>
    /// <param name="folderNight">Night of the folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<RawHolding>>> ListRawAsync(Night folderNight, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .Exposures.Where(row => row.Origin == ExposureOrigin.Local && row.FolderNight == folderNight.Date)
                    .OrderBy(row => row.Expid)
                    .Select(row => new
                    {
                        row.Id,
                        row.Expid,
                        row.RawPath,
                        row.RawBytes,
                        row.RawModifiedAt,
                        row.Arrival,
                        row.RawRemovedAt,
                        Fibermap = context.Fibermaps.Where(map => map.ExposureId == row.Id).Select(map => map.Path).FirstOrDefault(),
                        IsInUse = context.Processes.Any(process =>
                            process.ExposureId == row.Id && (process.State == RunState.Queued || process.State == RunState.Running)
                        ),
                        HasSucceeded = context.Processes.Any(process =>
                            process.ExposureId == row.Id && process.State == RunState.Succeeded
                        ),
                    })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<RawHolding>)
                    [
                        .. rows.Select(row => new RawHolding(
                            row.Id,
                            new ExposureId(row.Expid),
                            new RawFileStamp(row.RawPath, row.RawBytes, row.RawModifiedAt),
                            row.Fibermap ?? string.Empty,
                            row.Arrival == ArrivalState.Arriving,
                            row.IsInUse,
                            row.HasSucceeded,
                            row.RawRemovedAt
                        )),
                    ];
            },
            cancellationToken
        );

    /// <summary>Writes down when the raw file of an exposure was removed on purpose, or that it is there after all.</summary>
    /// <param name="exposureRowId">Surrogate id.</param>
    /// <param name="at">When; null when it was not removed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> MarkRawRemovedAsync(long exposureRowId, DateTimeOffset? at, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var when = at?.ToUniversalTime();
                await context
                    .Exposures.Where(row => row.Id == exposureRowId)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.RawRemovedAt, when), token)
                    .ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    private static async Task<List<HeldProcess>> FindAsync(QuickLookDbContext context, long[] ids, CancellationToken cancellationToken)
    {
        var rows = await context
            .Processes.Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.ExposureId,
                row.Exposure.Expid,
                row.Exposure.Night,
                row.Exposure.FolderNight,
                row.Exposure.PinnedProcessId,
                row.Exposure.PinnedBy,
                row.State,
                row.EndedAt,
                row.ImportedFrom,
                row.ProductsRemovedAt,
                row.LogsRemovedAt,
                Comments = context.Comments.Count(comment => comment.ProcessId == row.Id),
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new HeldProcess
            {
                Id = row.Id,
                ExposureRowId = row.ExposureId,
                Exposure = new ExposureId(row.Expid),
                Night = new Night(row.Night),
                FolderNight = new Night(row.FolderNight),
                State = row.State,
                EndedAt = row.EndedAt,
                IsPinned = row.PinnedProcessId == row.Id,
                PinnedBy = row.PinnedProcessId == row.Id ? row.PinnedBy : string.Empty,
                Comments = row.Comments,
                ImportedFrom = row.ImportedFrom,
                ProductsRemovedAt = row.ProductsRemovedAt,
                LogsRemovedAt = row.LogsRemovedAt,
            }),
        ];
    }
}
