using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Service;

/// <summary>Logs and settings of the service.</summary>
public sealed class ServiceStore(QuickLookDatabase database)
{
    /// <summary>The newest lines of a log, oldest first.</summary>
    /// <param name="log">Which log.</param>
    /// <param name="after">Only lines after this moment.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<StoredLogLine>>> ListLogAsync(
        ServiceLog log,
        DateTimeOffset after,
        int count,
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .LogLines.Where(line => line.Log == log && line.At > after)
                    .OrderByDescending(line => line.Id)
                    .Take(count)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                rows.Reverse();
                return (IReadOnlyList<StoredLogLine>)
                    [.. rows.Select(row => new StoredLogLine(row.Id, row.At, row.Level, row.Verdict, row.Camera, row.Logger, row.Text))];
            },
            cancellationToken
        );

    /// <summary>Removes the oldest lines beyond what the options keep.</summary>
    /// <param name="log">Which log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were removed.</returns>
    public Task<Result<int>> PruneLogAsync(ServiceLog log, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var oldestKept = await context
                    .LogLines.Where(line => line.Log == log)
                    .OrderByDescending(line => line.Id)
                    .Skip(database.Options.LogLinesKept - 1)
                    .Select(line => (long?)line.Id)
                    .FirstOrDefaultAsync(token)
                    .ConfigureAwait(false);
                return oldestKept is null
                    ? 0
                    : await context
                        .LogLines.Where(line => line.Log == log && line.Id < oldestKept)
                        .ExecuteDeleteAsync(token)
                        .ConfigureAwait(false);
            },
            cancellationToken
        );

    /// <summary>All settings by key.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyDictionary<string, StoredSetting>>> ListSettingsAsync(CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context.Settings.ToListAsync(token).ConfigureAwait(false);
                return (IReadOnlyDictionary<string, StoredSetting>)
                    rows.ToDictionary(
                        row => row.Key,
                        row => new StoredSetting(row.Value, row.ChangedAt, row.ChangedBy),
                        StringComparer.Ordinal
                    );
            },
            cancellationToken
        );

    /// <summary>Replaces a setting unless somebody else has changed it.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="setting">The new value.</param>
    /// <param name="basedOn">When the value that is replaced was set; null when there was none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was changed since.</returns>
    public Task<Result<bool>> ReplaceSettingAsync(
        string key,
        StoredSetting setting,
        DateTimeOffset? basedOn,
        CancellationToken cancellationToken
    ) =>
        database.TryAsync(
            async (context, token) =>
            {
                var changed = await context
                    .Database.ExecuteSqlAsync(
                        $"""
                        insert into setting (key, value, changed_at, changed_by)
                        select {key}, {setting.Value}, {setting.ChangedAt.ToUniversalTime()}, {setting.ChangedBy}
                         where {basedOn?.ToUniversalTime()}::timestamptz is null or exists (select from setting where key = {key})
                        on conflict (key) do update
                           set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                         where setting.changed_at = {basedOn?.ToUniversalTime()}::timestamptz
                        """,
                        token
                    )
                    .ConfigureAwait(false);
                return changed == 1;
            },
            cancellationToken
        );
}
