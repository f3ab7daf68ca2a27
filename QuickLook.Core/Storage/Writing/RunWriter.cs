using Npgsql;
using NpgsqlTypes;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Writing;

/// <summary>
/// Writes batches of run state: one transaction, one round trip. Written by hand because each statement is an upsert or an update that a newer
/// attempt fences off, which is what makes repeating a batch after a lost answer harmless.
/// </summary>
public sealed class RunWriter(QuickLookDatabase database, Service.WriterFence fence)
{
    /// <summary>Writes a batch: all of it or nothing.</summary>
    /// <param name="batch">What happened.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A transient failure when the database is out of reach: repeat then. A permanent one when it refuses a value.</returns>
    public async Task<Result<Done>> WriteAsync(RunBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            if (!await fence.IsOpenAsync(connection, transaction, cancellationToken).ConfigureAwait(false))
            {
                return new Failure("another QuickLook works on this database now; what this one had to say is not stored", "database");
            }

            await using var commands = new NpgsqlBatch(connection, transaction);
            foreach (var command in Commands(batch))
            {
                commands.BatchCommands.Add(command);
            }

            if (commands.BatchCommands.Count > 0)
            {
                await commands.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return Done.Value;
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem))
        {
            return new Failure(problem.GetBaseException().Message, "database", FailureKind.Transient);
        }
        catch (PostgresException refused)
        {
            return new Failure($"{refused.MessageText} ({refused.SqlState})", "database");
        }
    }

    private static IEnumerable<NpgsqlBatchCommand> Commands(RunBatch batch) =>
        [
            .. batch.Processes.Select(Of),
            .. batch.CameraRuns.Select(Of),
            .. batch.Transitions.Select(Of),
            .. batch.Documents.SelectMany(Of),
            .. batch.LogLines.Select(entry => Of(entry.Log, entry.Line)),
            .. batch.Settings.Select(Of),
            .. batch.Audit.Select(Of),
        ];

    private static NpgsqlBatchCommand Of(ProcessChange change) =>
        Command(
            """
            update process set state = $2, quality = $3, reason = $4, engine = $5, engine_version = $6, mapping_hash = $7,
                   started_at = $8, ended_at = $9, configuration = $10
             where id = $1
            """,
            change.ProcessId,
            Words.Of(change.State),
            Words.Of(change.Quality),
            change.Reason,
            change.Engine,
            change.EngineVersion,
            change.MappingHash,
            Instant(change.StartedAt),
            Instant(change.EndedAt),
            change.Configuration
        );

    private static NpgsqlBatchCommand Of(TransitionChange change) =>
        Command(
            """
            insert into transition (process_id, camera, attempt, state, at, reason) values ($1, $2, $3, $4, $5, $6)
            on conflict (process_id, camera, attempt, state, at) do nothing
            """,
            change.ProcessId,
            change.Camera?.ToString() ?? string.Empty,
            change.Attempt,
            Words.Of(change.State),
            Instant(change.At),
            change.Reason
        );

    private static NpgsqlBatchCommand Of(CameraRunChange change) =>
        Command(
            """
            update camera_run set attempt = $3, state = $4, quality = $5, reason = $6, failed_step = $7, started_at = $8, ended_at = $9,
                   log_path = $10, stages = $11, tests = $12, failures = $13, retry_at = $14
             where process_id = $1 and camera = $2 and attempt <= $3
            """,
            change.ProcessId,
            change.Camera.ToString(),
            change.Attempt,
            Words.Of(change.State),
            Words.Of(change.Quality),
            change.Reason,
            change.FailedStep,
            Instant(change.StartedAt),
            Instant(change.EndedAt),
            change.LogPath,
            Json(JsonColumn.Write(change.Stages)),
            Json(JsonColumn.Write(change.Tests)),
            change.Failures,
            Instant(change.RetryAt)
        );

    private static IEnumerable<NpgsqlBatchCommand> Of(DocumentChange change)
    {
        yield return Command(
            """
            insert into merged_document (camera_run_id, body, plain_bytes, path)
            select id, $4, $5, $6 from camera_run where process_id = $1 and camera = $2 and attempt <= $3
            on conflict (camera_run_id) do update set body = excluded.body, plain_bytes = excluded.plain_bytes, path = excluded.path
            """,
            change.ProcessId,
            change.Camera.ToString(),
            change.Attempt,
            change.Body,
            change.PlainBytes,
            change.Path
        );
        if (change.Mjd is not { } mjd)
        {
            yield break;
        }

        foreach (var (key, values) in change.Trends)
        {
            yield return Command(
                """
                insert into trend_value (camera_run_id, key, camera, mjd, values)
                select id, $4, camera, $5, $6 from camera_run where process_id = $1 and camera = $2 and attempt <= $3
                on conflict (camera_run_id, key) do update set mjd = excluded.mjd, values = excluded.values
                """,
                change.ProcessId,
                change.Camera.ToString(),
                change.Attempt,
                key,
                mjd,
                values.ToArray()
            );
        }
    }

    private static NpgsqlBatchCommand Of(ServiceLog log, Service.StoredLogLine line) =>
        Command(
            """
            insert into log_line (log, id, at, level, verdict, camera, logger, text) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (log, id) do nothing
            """,
            Words.Of(log),
            line.Id,
            Instant(line.At),
            Words.Of(line.Level),
            Words.Of(line.Verdict),
            line.Camera,
            line.Logger,
            line.Text
        );

    private static NpgsqlBatchCommand Of(KeyValuePair<string, Service.StoredSetting> setting) =>
        Command(
            """
            insert into setting (key, value, changed_at, changed_by) values ($1, $2, $3, $4)
            on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """,
            setting.Key,
            setting.Value.Value,
            Instant(setting.Value.ChangedAt),
            setting.Value.ChangedBy
        );

    private static NpgsqlBatchCommand Of(Service.AuditEntry entry) =>
        Command(
            "insert into audit (id, at, actor, action, detail, source) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
            entry.Id,
            Instant(entry.At),
            entry.Actor,
            entry.Action,
            entry.Detail,
            entry.Source
        );

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value is string text ? Clean(text) : value });
        }

        return command;
    }

    private static NpgsqlParameter Instant(DateTimeOffset? instant) =>
        new() { Value = instant is { } at ? at.ToUniversalTime() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Json(string json) =>
        new() { Value = json.Replace("\\u0000", "\uFFFD", StringComparison.Ordinal), NpgsqlDbType = NpgsqlDbType.Jsonb };

    // PostgreSQL's text has no character 0, but a header, a log or another engine's message may.
    private static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
