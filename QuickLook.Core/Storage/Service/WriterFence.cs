using Npgsql;

namespace QuickLook.Core.Storage.Service;

/// <summary>
/// Keeps a service that has lost its place from writing over its successor: the one that works has signed the settings, and every batch of run state
/// checks the signature in its own transaction. Programs that never signed (imports, generated nights) are not checked.
/// </summary>
public sealed class WriterFence
{
    private const string Key = "leader";

    private readonly string mark = $"{Environment.MachineName} {Environment.ProcessId} {Guid.NewGuid():N}";
    private volatile bool hasSigned;

    /// <summary>Signs: from here on nobody else's batches are accepted.</summary>
    internal async Task SignAsync(NpgsqlConnection connection, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var sign = new NpgsqlCommand(
            """
            insert into setting (key, value, changed_at, changed_by) values ($1, $2, $3, $4)
            on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """,
            connection
        )
        {
            Parameters =
            {
                new NpgsqlParameter { Value = Key },
                new NpgsqlParameter { Value = mark },
                new NpgsqlParameter { Value = at.ToUniversalTime() },
                new NpgsqlParameter { Value = "QuickLook" },
            },
        };
        await sign.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        hasSigned = true;
    }

    /// <summary>True when this one has signed before, and somebody else after it.</summary>
    internal async Task<bool> IsSignedByAnotherAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!hasSigned)
        {
            return false;
        }

        await using var read = new NpgsqlCommand("select value from setting where key = $1", connection)
        {
            Parameters = { new NpgsqlParameter { Value = Key } },
        };
        return await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not string signature || signature != mark;
    }

    /// <summary>True when nobody else has signed since; the answer holds until the transaction ends.</summary>
    internal async Task<bool> IsOpenAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!hasSigned)
        {
            return true;
        }

        await using var check = new NpgsqlCommand("select value from setting where key = $1 for share", connection, transaction)
        {
            Parameters = { new NpgsqlParameter { Value = Key } },
        };
        return await check.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string signature && signature == mark;
    }
}
