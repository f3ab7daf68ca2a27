using System.Collections.Immutable;
using Npgsql;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.History;

/// <summary>
/// Writes and removes a generated past. What is generated has origin <c>simulated</c> and a process of the engine <see cref="EngineName"/>; nothing
/// else has, so that it can be removed without touching anything else.
/// </summary>
public sealed class HistoryStore(QuickLookDatabase database)
{
    /// <summary>The engine of generated processes.</summary>
    public const string EngineName = "generated";

    private const string IsGenerated = $"""
        (e.origin = 'simulated' and exists (select from process p where p.exposure_id = e.id and p.engine = '{EngineName}'))
        """;

    private const string Count = $"""
        select count(*) filter (where not {IsGenerated}), count(*) filter (where {IsGenerated}) from exposure e
        """;

    private const string FindGone = $"""
        create temporary table gone on commit drop as
        select e.id as exposure_id, p.id as process_id from exposure e join process p on p.exposure_id = e.id where {IsGenerated}
        """;

    private const string RemoveGone = """
        delete from trend_value where camera_run_id in (select r.id from camera_run r join gone g on g.process_id = r.process_id);
        delete from merged_document where camera_run_id in (select r.id from camera_run r join gone g on g.process_id = r.process_id);
        delete from camera_run where process_id in (select process_id from gone);
        delete from process where id in (select process_id from gone);
        delete from fibermap where exposure_id in (select exposure_id from gone);
        delete from exposure where id in (select exposure_id from gone);
        """;

    private const string CountGone = "select count(distinct exposure_id) from gone";

    private const string Analyze = "analyze exposure, process, camera_run, trend_value, merged_document";

    // Tens of thousands of rows at once may take longer than the statements of a service.
    private int Patience => (int)database.Options.MigrationTimeout.TotalSeconds;

    /// <summary>Counts exposures, generated and other.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<PastCount>> CountAsync(CancellationToken cancellationToken) =>
        TryAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand(Count, connection);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new PastCount((int)reader.GetInt64(0), (int)reader.GetInt64(1));
            },
            cancellationToken
        );

    /// <summary>Takes surrogate ids out of the sequences; what is registered meanwhile or afterwards gets others.</summary>
    /// <param name="exposures">How many exposures, each with one process.</param>
    /// <param name="runs">How many camera runs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<PastIds>> ReserveAsync(int exposures, int runs, CancellationToken cancellationToken) =>
        TryAsync(
            async connection => new PastIds(
                await NextAsync(connection, "exposure", exposures, cancellationToken).ConfigureAwait(false),
                await NextAsync(connection, "process", exposures, cancellationToken).ConfigureAwait(false),
                await NextAsync(connection, "camera_run", runs, cancellationToken).ConfigureAwait(false)
            ),
            cancellationToken
        );

    /// <summary>Writes a part of the past: all of it or nothing.</summary>
    /// <param name="exposures">The exposures, in order of time.</param>
    /// <param name="ids">As many ids as there are exposures and camera runs.</param>
    /// <param name="cancellationToken">Gives up; nothing is written then.</param>
    public Task<Result<Done>> WriteAsync(IReadOnlyList<PastExposure> exposures, PastIds ids, CancellationToken cancellationToken) =>
        TryAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await new PastCopy(connection, exposures, ids, cancellationToken).WriteAsync().ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    /// <summary>Removes everything that was generated, and nothing else.</summary>
    /// <param name="cancellationToken">Gives up; nothing is removed then.</param>
    /// <returns>How many exposures were removed.</returns>
    public Task<Result<int>> ClearAsync(CancellationToken cancellationToken) =>
        TryAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using var find = new NpgsqlCommand(FindGone, connection) { CommandTimeout = Patience };
                await find.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                await using var count = new NpgsqlCommand(CountGone, connection);
                var removed = (int)(long)(await count.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
                await using var remove = new NpgsqlCommand(RemoveGone, connection) { CommandTimeout = Patience };
                await remove.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return removed;
            },
            cancellationToken
        );

    /// <summary>Lets the server take note of how many rows there are now, without which its first plans are bad ones.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<Done>> AnalyzeAsync(CancellationToken cancellationToken) =>
        TryAsync(
            async connection =>
            {
                await using var analyze = new NpgsqlCommand(Analyze, connection) { CommandTimeout = Patience };
                await analyze.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return Done.Value;
            },
            cancellationToken
        );

    private static async Task<ImmutableArray<long>> NextAsync(
        NpgsqlConnection connection,
        string table,
        int count,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "select nextval(pg_get_serial_sequence($1, 'id')) from generate_series(1, $2)",
            connection
        )
        {
            Parameters =
            {
                new NpgsqlParameter { Value = table },
                new NpgsqlParameter { Value = count },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var ids = ImmutableArray.CreateBuilder<long>(count);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids.MoveToImmutable();
    }

    private async Task<Result<T>> TryAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await work(connection).ConfigureAwait(false);
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
}
