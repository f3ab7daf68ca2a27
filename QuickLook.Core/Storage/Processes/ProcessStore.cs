using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Processes;

/// <summary>Queries over processes, and what a start does to those that a crash left behind.</summary>
public sealed class ProcessStore(QuickLookDatabase database)
{
    /// <summary>
    /// Gives back to the queue what ran when the last service ended without a word: its cameras that had not ended begin a new attempt, those that
    /// had keep their results.
    /// </summary>
    /// <param name="at">When it is given back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many processes were given back.</returns>
    public Task<Result<int>> RequeueInterruptedAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                var utc = at.ToUniversalTime();
                const string Reason = "the service ended in the middle of it";
                await context
                    .Database.ExecuteSqlAsync(
                        $"""
                        insert into transition (process_id, camera, attempt, state, at, reason)
                        select process_id, camera, attempt + 1, 'queued', {utc}, {Reason} from camera_run where state = 'running'
                        union all
                        select id, '', 0, 'queued', {utc}, {Reason} from process where state = 'running'
                        on conflict do nothing
                        """,
                        token
                    )
                    .ConfigureAwait(false);
                await context
                    .CameraRuns.Where(run => run.State == RunState.Running)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(run => run.State, RunState.Queued)
                                .SetProperty(run => run.Attempt, run => run.Attempt + 1)
                                .SetProperty(run => run.StartedAt, (DateTimeOffset?)null),
                        token
                    )
                    .ConfigureAwait(false);
                var processes = await context
                    .Processes.Where(process => process.State == RunState.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(process => process.State, RunState.Queued), token)
                    .ConfigureAwait(false);
                await transaction.CommitAsync(token).ConfigureAwait(false);
                return processes;
            },
            cancellationToken
        );

    /// <summary>Processes that wait or run, with their exposures.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<(long Process, ExposureId Exposure)>>> ListUnendedAsync(CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .Processes.Where(process => process.State == RunState.Queued || process.State == RunState.Running)
                    .Select(process => new { process.Id, process.Exposure.Expid })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<(long, ExposureId)>)[.. rows.Select(row => (row.Id, new ExposureId(row.Expid)))];
            },
            cancellationToken
        );

    /// <summary>One process.</summary>
    /// <param name="processId">Its number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The process; a permanent failure when there is none.</returns>
    public async Task<Result<StoredProcess>> FindAsync(long processId, CancellationToken cancellationToken)
    {
        var found = await database
            .TryAsync(
                (context, token) =>
                    context
                        .Processes.Include(process => process.Exposure)
                        .Include(process => process.Cameras)
                        .SingleOrDefaultAsync(process => process.Id == processId, token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found.Then(row =>
            row is null ? new Failure($"there is no process {processId}") : Result<StoredProcess>.Success(ProcessRows.ToStored(row))
        );
    }

    /// <summary>The latest own processes, newest first; what was imported is not new, it only came now.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<StoredSummary>>> ListRecentAsync(int count, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .Processes.Where(process => process.ImportedFrom == "")
                    .OrderByDescending(process => process.Id)
                    .Take(count)
                    .Select(process => new
                    {
                        process.Id,
                        process.Exposure.Expid,
                        process.Exposure.Flavor,
                        process.Exposure.Program,
                        process.State,
                        process.Quality,
                        process.ArrivedAt,
                        process.EndedAt,
                        process.Reason,
                    })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<StoredSummary>)
                    [
                        .. rows.Select(row => new StoredSummary(
                            row.Id,
                            new ExposureId(row.Expid),
                            row.Flavor,
                            new ObservingProgram(row.Program),
                            row.State,
                            row.Quality,
                            row.ArrivedAt,
                            row.EndedAt,
                            row.Reason
                        )),
                    ];
            },
            cancellationToken
        );

    /// <summary>How long the latest own processes of a flavor that succeeded took.</summary>
    /// <param name="flavor">As written in headers.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<RecentRun>>> ListRecentRunsAsync(string flavor, int count, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .Processes.Where(process =>
                        process.State == RunState.Succeeded
                        && process.EndedAt != null
                        && process.Exposure.Flavor == flavor
                        && process.ImportedFrom == ""
                    )
                    .OrderByDescending(process => process.EndedAt)
                    .Take(count)
                    .Select(process => new
                    {
                        process.ArrivedAt,
                        process.EndedAt,
                        Cameras = process.Cameras.Select(run => new { run.StartedAt, run.Stages }).ToList(),
                    })
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<RecentRun>)
                    [
                        .. rows.Select(row => new RecentRun(
                            row.EndedAt!.Value - row.ArrivedAt,
                            [
                                .. row
                                    .Cameras.Where(run => run.StartedAt is not null)
                                    .Select(run => new CameraTiming(run.StartedAt!.Value, [.. run.Stages])),
                            ]
                        )),
                    ];
            },
            cancellationToken
        );
}
