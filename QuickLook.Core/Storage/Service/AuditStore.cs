using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Service;

/// <summary>The record of commands: who, what, when, from where. Rows are only ever added.</summary>
public sealed class AuditStore(QuickLookDatabase database, TimeProvider time)
{
    /// <summary>Most rows of one answer.</summary>
    public const int MostRows = 10_000;

    private long lastId;

    /// <summary>Writes a command down at once. For what must not happen unrecorded: write first, then act.</summary>
    /// <param name="actor">Who, and from where.</param>
    /// <param name="action">What: <c>user.disable</c>.</param>
    /// <param name="detail">More about it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> AppendAsync(Actor actor, string action, string detail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = NextId(now);
        return database.TryAsync(
            async (context, token) =>
            {
                await context
                    .Database.ExecuteSqlRawAsync(
                        """
                        insert into audit (id, at, actor, action, detail, source) values ({0}, {1}, {2}, {3}, {4}, {5})
                        on conflict (id) do nothing
                        """,
                        [id, now.ToUniversalTime(), Clean(actor.Name), Clean(action), Clean(detail), Clean(actor.Source)],
                        token
                    )
                    .ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );
    }

    /// <summary>Commands, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="count">How many at most, up to <see cref="MostRows"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<AuditEntry>>> ListAsync(
        AuditFilter filter,
        int skip,
        int count,
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await Filtered(context, filter)
                    .OrderByDescending(row => row.At)
                    .ThenByDescending(row => row.Id)
                    .Skip(Math.Max(0, skip))
                    .Take(Math.Clamp(count, 0, MostRows))
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<AuditEntry>)
                    [.. rows.Select(row => new AuditEntry(row.Id, row.At, row.Actor, row.Action, row.Detail, row.Source))];
            },
            cancellationToken
        );

    /// <summary>How many commands there are.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<int>> CountAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        database.TryAsync((context, token) => Filtered(context, filter).CountAsync(token), cancellationToken);

    /// <summary>Everybody who ever gave a command, by name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<string>>> ListActorsAsync(CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
                (IReadOnlyList<string>)
                    await context
                        .Audits.Select(row => row.Actor)
                        .Distinct()
                        .OrderBy(name => name)
                        .Take(MostRows)
                        .ToListAsync(token)
                        .ConfigureAwait(false),
            cancellationToken
        );

    private static IQueryable<AuditRow> Filtered(QuickLookDbContext context, AuditFilter filter)
    {
        IQueryable<AuditRow> rows = context.Audits;
        if (!string.IsNullOrEmpty(filter.Actor))
        {
            rows = rows.Where(row => row.Actor == filter.Actor);
        }

        if (!string.IsNullOrEmpty(filter.Action))
        {
            rows = rows.Where(row => row.Action.StartsWith(filter.Action));
        }

        if (!string.IsNullOrEmpty(filter.Text))
        {
            var pattern = $"%{Escape(filter.Text)}%";
            rows = rows.Where(row => EF.Functions.ILike(row.Detail, pattern, "\\") || EF.Functions.ILike(row.Source, pattern, "\\"));
        }

        if (filter.From is { } from)
        {
            rows = rows.Where(row => row.At >= from.ToUniversalTime());
        }

        if (filter.Before is { } before)
        {
            rows = rows.Where(row => row.At < before.ToUniversalTime());
        }

        return rows;
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    // In steps of 100 ns, ten times the numbers that the tracker gives in microseconds: the two never meet.
    private long NextId(DateTimeOffset at)
    {
        var wanted = at.UtcTicks;
        while (true)
        {
            var last = Interlocked.Read(ref lastId);
            var next = Math.Max(wanted, last + 1);
            if (Interlocked.CompareExchange(ref lastId, next, last) == last)
            {
                return next;
            }
        }
    }

    // PostgreSQL's text has no character 0.
    private static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
