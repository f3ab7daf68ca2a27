using Npgsql;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Service;

/// <summary>
/// The advisory lock of the one service that works on a database; it is held as long as its own connection lives, so that a killed service loses it
/// at once. Whoever takes it signs the table of settings, and what another service still wants to write is refused from then on.
/// </summary>
public sealed class ServiceLock(QuickLookDatabase database, WriterFence fence, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Key of the lock: "QLservic" as a number.</summary>
    internal const long Key = 0x514C_7365_7276_6963;

    private NpgsqlConnection? holder;

    /// <summary>Takes the lock, or keeps it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when this service holds it, false when another does; a transient failure when the database is out of reach.</returns>
    public async Task<Result<bool>> TryTakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (holder is not null)
            {
                await using var alive = new NpgsqlCommand("select 1", holder);
                await alive.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }

            var connection = await database.OpenWatchedConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection)
            {
                Parameters = { new NpgsqlParameter { Value = Key } },
            };
            if (await take.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true)
            {
                holder = connection;
                if (await fence.IsSignedByAnotherAsync(connection, cancellationToken).ConfigureAwait(false))
                {
                    // While this one's connection was broken another service worked, and is gone again: what this one remembers is not true any more.
                    await DisposeAsync().ConfigureAwait(false);
                    return false;
                }

                await fence.SignAsync(connection, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                return true;
            }

            await connection.DisposeAsync().ConfigureAwait(false);
            return false;
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem))
        {
            await DisposeAsync().ConfigureAwait(false);
            return new Failure(problem.GetBaseException().Message, "database", FailureKind.Transient);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (holder is { } connection)
        {
            holder = null;

            // Out of the pool: a pooled connection would keep the lock.
            NpgsqlConnection.ClearPool(connection);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
