using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>The lists of processes as the tables have them.</summary>
public sealed class ProcessListStore(QuickLookDatabase database, TransitionStore transitions) : IProcessList
{
    private const int MostOfExposure = 500;

    /// <inheritdoc/>
    public Task<Result<ProcessPage>> ListAsync(ProcessFilter filter, int skip, int count, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var filtered = Filtered(context.Processes, filter);
                var total = await filtered.CountAsync(token).ConfigureAwait(false);
                var rows = await Project(
                        context,
                        Ordered(filtered, filter).Skip(Math.Max(0, skip)).Take(Math.Clamp(count, 0, IProcessList.MostRows))
                    )
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return new ProcessPage([.. rows.Select(ToListed)], total);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Result<ProcessChoices>> ListChoicesAsync(CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var flavors = await context.Exposures.Select(row => row.Flavor).Distinct().ToListAsync(token).ConfigureAwait(false);
                var engines = await context
                    .Processes.Select(row => row.Engine == string.Empty ? row.RequestedEngine : row.Engine)
                    .Distinct()
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return new ProcessChoices([.. Named(flavors)], [.. Named(engines)]);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task<Result<ProcessRecord>> FindAsync(long processId, CancellationToken cancellationToken)
    {
        var found = await database
            .TryAsync((context, token) => FindAsync(context, processId, token), cancellationToken)
            .ConfigureAwait(false);
        if (!found.TryGet(out var record, out var failure))
        {
            return failure;
        }

        if (record is null)
        {
            return new Failure($"there is no process {processId}");
        }

        var changes = await transitions.ListAsync(processId, cancellationToken).ConfigureAwait(false);
        return changes.Map(all => record with { Transitions = [.. all] });
    }

    private static async Task<ProcessRecord?> FindAsync(QuickLookDbContext context, long processId, CancellationToken cancellationToken)
    {
        var row = await context
            .Processes.Include(process => process.Exposure)
            .Include(process => process.Cameras)
            .SingleOrDefaultAsync(process => process.Id == processId, cancellationToken)
            .ConfigureAwait(false);
        if (row is null)
        {
            return null;
        }

        var siblings = await Project(
                context,
                context
                    .Processes.Where(process => process.ExposureId == row.ExposureId)
                    .OrderByDescending(process => process.Id)
                    .Take(MostOfExposure)
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return new ProcessRecord
        {
            Process = ProcessRows.ToStored(row),
            Configuration = row.Configuration,
            ImportedFrom = row.ImportedFrom,
            QueuedAt = row.QueuedAt,
            ProductsRemovedAt = row.ProductsRemovedAt,
            LogsRemovedAt = row.LogsRemovedAt,
            PinnedBy = row.Exposure.PinnedBy,
            RawRemovedAt = row.Exposure.RawRemovedAt,
            OfExposure = [.. siblings.Select(ToListed)],
        };
    }

    private static IOrderedEnumerable<string> Named(IEnumerable<string> names) =>
        names.Where(name => name.Length > 0).Order(StringComparer.Ordinal);

    private static IQueryable<ProcessRow> Filtered(IQueryable<ProcessRow> rows, ProcessFilter filter)
    {
        if (filter.State is { } state)
        {
            rows = rows.Where(row => row.State == state);
        }

        if (filter.Quality is { } quality)
        {
            rows = rows.Where(row => row.Quality == quality);
        }

        if (filter.Flavor.Length > 0)
        {
            rows = rows.Where(row => row.Exposure.Flavor == filter.Flavor);
        }

        if (filter.Night is { Date: var night })
        {
            rows = rows.Where(row => row.Exposure.Night == night);
        }

        if (filter.Exposure is { Number: var number })
        {
            rows = rows.Where(row => row.Exposure.Expid == number);
        }

        if (filter.Engine.Length > 0)
        {
            rows = rows.Where(row => row.Engine == filter.Engine || (row.Engine == string.Empty && row.RequestedEngine == filter.Engine));
        }

        if (filter.Origin is { } origin)
        {
            rows = rows.Where(row => row.Exposure.Origin == origin);
        }

        return rows;
    }

    private static IQueryable<ProcessRow> Ordered(IQueryable<ProcessRow> rows, ProcessFilter filter)
    {
        IOrderedQueryable<ProcessRow> By<T>(Expression<Func<ProcessRow, T>> key) =>
            filter.Ascending ? rows.OrderBy(key) : rows.OrderByDescending(key);

        var sorted = filter.Order switch
        {
            ProcessOrder.Exposure => By(row => row.Exposure.Expid),
            ProcessOrder.Night => By(row => row.Exposure.Night),
            ProcessOrder.Flavor => By(row => row.Exposure.Flavor),
            ProcessOrder.Program => By(row => row.Exposure.Program),
            // PostgreSQL puts null above everything; a start that has not been and a duration that is not known are below.
            ProcessOrder.Started => By(row => row.StartedAt ?? DateTimeOffset.UnixEpoch),
            ProcessOrder.Took => By(row => row.EndedAt - row.StartedAt ?? TimeSpan.Zero),
            _ => By(row => row.Id),
        };
        return filter.Ascending ? sorted.ThenBy(row => row.Id) : sorted.ThenByDescending(row => row.Id);
    }

    private static IQueryable<Line> Project(QuickLookDbContext context, IQueryable<ProcessRow> rows) =>
        rows.Select(row => new Line(
            row,
            row.Exposure,
            row.Cameras.Count,
            row.Cameras.Count(run => run.State == RunState.Succeeded),
            row.Cameras.Count(run => run.State == RunState.Failed || run.State == RunState.PartlyFailed || run.State == RunState.Stopped),
            context
                .Processes.Where(other =>
                    other.ExposureId == row.ExposureId && (other.State == RunState.Succeeded || other.State == RunState.PartlyFailed)
                )
                .Max(other => (long?)other.Id)
        ));

    private static ListedProcess ToListed(Line line) =>
        new()
        {
            Id = line.Process.Id,
            ExposureId = line.Exposure.Id,
            Exposure = new ExposureId(line.Exposure.Expid),
            Origin = line.Exposure.Origin,
            Night = new Night(line.Exposure.Night),
            Flavor = line.Exposure.Flavor,
            Program = new ObservingProgram(line.Exposure.Program),
            Tile = line.Exposure.Tile,
            State = line.Process.State,
            Quality = line.Process.Quality,
            Reason = line.Process.Reason,
            Engine = line.Process.Engine.Length == 0 ? line.Process.RequestedEngine : line.Process.Engine,
            EngineVersion = line.Process.EngineVersion,
            QueuedAt = line.Process.QueuedAt,
            StartedAt = line.Process.StartedAt,
            EndedAt = line.Process.EndedAt,
            Cameras = line.Cameras,
            CamerasSucceeded = line.Succeeded,
            CamerasFailed = line.Failed,
            RequestedBy = line.Process.RequestedBy,
            IsPinned = line.Exposure.PinnedProcessId == line.Process.Id,
            IsAnswer = (line.Exposure.PinnedProcessId ?? line.Newest) == line.Process.Id,
            ImportedFrom = line.Process.ImportedFrom,
        };

    private sealed record Line(ProcessRow Process, ExposureRow Exposure, int Cameras, int Succeeded, int Failed, long? Newest);
}
