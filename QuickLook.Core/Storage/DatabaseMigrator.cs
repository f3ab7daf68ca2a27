using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage;

/// <summary>Brings the tables up to this version; safe when several services start at once.</summary>
public sealed class DatabaseMigrator(QuickLookDatabase database, ILogger<DatabaseMigrator> logger)
{
    /// <summary>Key of the advisory lock under which migrations run: "QLmigrat" as a number.</summary>
    private const long LockKey = 0x514C_6D69_6772_6174;

    /// <summary>Applies what is missing. The second of two services waits for the first and then finds nothing to do.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many migrations were applied.</returns>
    public async Task<Result<int>> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var holder = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", holder)
            {
                Parameters = { new NpgsqlParameter { Value = LockKey } },
                CommandTimeout = (int)database.Options.MigrationTimeout.TotalSeconds,
            };
            await take.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await ApplyAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await using var release = new NpgsqlCommand("select pg_advisory_unlock($1)", holder)
                {
                    Parameters = { new NpgsqlParameter { Value = LockKey } },
                };
                await release.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem))
        {
            return new Failure(problem.GetBaseException().Message, "database", FailureKind.Transient);
        }
        catch (PostgresException refused)
        {
            return new Failure(refused.MessageText, "database");
        }
    }

    private async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        context.Database.SetCommandTimeout(database.Options.MigrationTimeout);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList();
        if (pending.Count > 0)
        {
            logger.LogInformation("Applying {Count} migrations: {Migrations}", pending.Count, string.Join(", ", pending));
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }

        await WarnAsync(context, cancellationToken).ConfigureAwait(false);
        await context
            .Database.ExecuteSqlRawAsync($"create schema if not exists {QuickLookDatabase.JobSchema}", cancellationToken)
            .ConfigureAwait(false);
        return pending.Count;
    }

    // What this service was told is stored it never stores again.
    private async Task WarnAsync(QuickLookDbContext context, CancellationToken cancellationToken)
    {
        var commits = await context
            .Database.SqlQueryRaw<string>("select current_setting('synchronous_commit') as \"Value\"")
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
        if (commits == "off")
        {
            logger.LogWarning(
                "This database has synchronous_commit = off: when it is killed it forgets what it has acknowledged, and results are lost. Set it to on for this database"
            );
        }
    }
}
