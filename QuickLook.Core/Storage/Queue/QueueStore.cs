using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Queue;

/// <summary>
/// The queue: processes in the state queued, lane by lane, each lane by its order. A process that waits is changed here; from the moment it is taken
/// the tracker alone writes it.
/// </summary>
public sealed class QueueStore(QuickLookDatabase database)
{
    /// <summary>The next process to take.</summary>
    /// <param name="without">Processes that were taken although the table does not know it yet.</param>
    /// <param name="lastLane">The last lane to look at: the live one alone, or the backlog as well.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The process; null when none waits.</returns>
    public Task<Result<StoredProcess?>> NextAsync(
        IReadOnlyCollection<long> without,
        ProcessLane lastLane,
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var row = await context
                    .Processes.Include(process => process.Exposure)
                    .Include(process => process.Cameras)
                    .AsSplitQuery()
                    .Where(process => process.State == RunState.Queued && process.Lane <= lastLane && !without.Contains(process.Id))
                    .OrderBy(process => process.Lane)
                    .ThenBy(process => process.QueueOrder)
                    .ThenBy(process => process.Id)
                    .FirstOrDefaultAsync(token)
                    .ConfigureAwait(false);
                return row is null ? null : ProcessRows.ToStored(row);
            },
            cancellationToken
        );

    /// <summary>What waits, in order.</summary>
    /// <param name="without">Processes that were taken although the table does not know it yet.</param>
    /// <param name="count">How many to list at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first of the queue, and how many wait in each lane.</returns>
    public Task<Result<StoredQueue>> ListAsync(IReadOnlyCollection<long> without, int count, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var waiting = context.Processes.Where(process => process.State == RunState.Queued && !without.Contains(process.Id));
                var counts = await waiting
                    .GroupBy(process => process.Lane)
                    .Select(group => new { Lane = group.Key, Count = group.Count() })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                var rows = await waiting
                    .OrderBy(process => process.Lane)
                    .ThenBy(process => process.QueueOrder)
                    .ThenBy(process => process.Id)
                    .Take(count)
                    .Select(process => new WaitingProcess(
                        process.Id,
                        process.Lane,
                        new ExposureId(process.Exposure.Expid),
                        new Night(process.Exposure.Night),
                        process.Exposure.Flavor,
                        new ObservingProgram(process.Exposure.Program),
                        process.Cameras.Count(run => run.State == RunState.Queued),
                        process.RequestedEngine,
                        process.QueuedAt,
                        process.RequestedBy
                    ))
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return new StoredQueue(
                    counts.Where(each => each.Lane == ProcessLane.Live).Sum(each => each.Count),
                    counts.Where(each => each.Lane == ProcessLane.Backlog).Sum(each => each.Count),
                    [.. rows]
                );
            },
            cancellationToken
        );

    /// <summary>Moves what has waited too long in the live lane to the end of the backlog.</summary>
    /// <param name="before">Since before this moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was moved.</returns>
    public Task<Result<IReadOnlyList<ExposureId>>> MoveLateAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var utc = before.ToUniversalTime();
                var late = await context
                    .Processes.AsTracking()
                    .Include(process => process.Exposure)
                    .Where(process => process.State == RunState.Queued && process.Lane == ProcessLane.Live && process.QueuedAt < utc)
                    .OrderBy(process => process.QueueOrder)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                foreach (var process in late)
                {
                    process.Lane = ProcessLane.Backlog;
                }

                await context.SaveChangesAsync(token).ConfigureAwait(false);
                return (IReadOnlyList<ExposureId>)[.. late.Select(process => new ExposureId(process.Exposure.Expid))];
            },
            cancellationToken
        );

    /// <summary>Puts a waiting process at another place.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="place">Where to.</param>
    /// <param name="at">Now: from when on its waiting counts after a change of lane.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it does not wait any more.</returns>
    public Task<Result<bool>> MoveAsync(long processId, QueuePlace place, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var moved = await context
                    .Processes.AsTracking()
                    .SingleOrDefaultAsync(process => process.Id == processId && process.State == RunState.Queued, token)
                    .ConfigureAwait(false);
                if (moved is null)
                {
                    return false;
                }

                if (place is QueuePlace.EndOfLive or QueuePlace.EndOfBacklog)
                {
                    moved.Lane = place == QueuePlace.EndOfLive ? ProcessLane.Live : ProcessLane.Backlog;
                    moved.QueuedAt = at.ToUniversalTime();
                    place = QueuePlace.Last;
                }

                var others = context
                    .Processes.AsTracking()
                    .Where(process => process.State == RunState.Queued && process.Lane == moved.Lane && process.Id != processId);
                await PlaceAsync(moved, place, others, token).ConfigureAwait(false);
                await context.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Ends processes that wait, without their having begun.</summary>
    /// <param name="processId">This one; null for all.</param>
    /// <param name="lane">Of this lane only; null for both.</param>
    /// <param name="without">Processes that were taken although the table does not know it yet.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed then.</param>
    /// <returns>The processes that were ended.</returns>
    public Task<Result<IReadOnlyList<StoredProcess>>> CancelAsync(
        long? processId,
        ProcessLane? lane,
        IReadOnlyCollection<long> without,
        string reason,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var ended = await context
                    .Processes.AsTracking()
                    .Include(process => process.Exposure)
                    .Include(process => process.Cameras)
                    .AsSplitQuery()
                    .Where(process => process.State == RunState.Queued && !without.Contains(process.Id))
                    .Where(process => processId == null || process.Id == processId)
                    .Where(process => lane == null || process.Lane == lane)
                    .OrderBy(process => process.Id)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                foreach (var process in ended)
                {
                    End(context, process, reason, at.ToUniversalTime());
                }

                await context.SaveChangesAsync(token).ConfigureAwait(false);
                return (IReadOnlyList<StoredProcess>)[.. ended.Select(ProcessRows.ToStored)];
            },
            cancellationToken
        );

    private static void End(QuickLookDbContext context, ProcessRow process, string reason, DateTimeOffset at)
    {
        foreach (var run in process.Cameras.Where(run => !run.State.IsFinal()))
        {
            (run.State, run.Reason, run.EndedAt) = (RunState.Stopped, reason, at);
        }

        (process.State, process.Reason, process.EndedAt) = (RunState.Stopped, reason, at);
        context.Transitions.Add(
            new TransitionRow
            {
                ProcessId = process.Id,
                State = RunState.Stopped,
                At = at,
                Reason = reason,
            }
        );
    }

    private static async Task PlaceAsync(
        ProcessRow moved,
        QueuePlace place,
        IQueryable<ProcessRow> others,
        CancellationToken cancellationToken
    )
    {
        switch (place)
        {
            case QueuePlace.First:
                var first = await others.MinAsync(process => (long?)process.QueueOrder, cancellationToken).ConfigureAwait(false);
                moved.QueueOrder = Math.Min(moved.QueueOrder, (first ?? moved.QueueOrder) - 1);
                break;
            case QueuePlace.Last:
                var last = await others.MaxAsync(process => (long?)process.QueueOrder, cancellationToken).ConfigureAwait(false);
                moved.QueueOrder = Math.Max(moved.QueueOrder, (last ?? moved.QueueOrder) + 1);
                break;
            default:
                await SwapAsync(moved, place, others, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    // Two neighbours change places; equal orders (two registered in the same microsecond) are told apart by their numbers, so one steps over the other.
    private static async Task SwapAsync(
        ProcessRow moved,
        QueuePlace place,
        IQueryable<ProcessRow> others,
        CancellationToken cancellationToken
    )
    {
        var (order, id) = (moved.QueueOrder, moved.Id);
        var neighbour =
            place == QueuePlace.Earlier
                ? await others
                    .Where(process => process.QueueOrder < order || (process.QueueOrder == order && process.Id < id))
                    .OrderByDescending(process => process.QueueOrder)
                    .ThenByDescending(process => process.Id)
                    .FirstOrDefaultAsync(cancellationToken)
                    .ConfigureAwait(false)
                : await others
                    .Where(process => process.QueueOrder > order || (process.QueueOrder == order && process.Id > id))
                    .OrderBy(process => process.QueueOrder)
                    .ThenBy(process => process.Id)
                    .FirstOrDefaultAsync(cancellationToken)
                    .ConfigureAwait(false);
        if (neighbour is null)
        {
            return;
        }

        moved.QueueOrder = neighbour.QueueOrder;
        neighbour.QueueOrder = order;
        if (moved.QueueOrder == order)
        {
            moved.QueueOrder += place == QueuePlace.Earlier ? -1 : 1;
        }
    }
}
