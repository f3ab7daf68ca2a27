using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;

namespace QuickLook.Web.Security.Accounts;

/// <summary>
/// The way to the accounts: a pool of connections of its own, so that people can sign in while many exposures are written down. Each piece of work
/// gets a fresh context and one transaction; a database that is out of reach becomes a failure that says so.
/// </summary>
public sealed class AccountDatabase : IAsyncDisposable
{
    private const long MigrationLock = 0x514C_6163_636F_756E; // "QLaccoun" as a number

    private readonly IServiceScopeFactory scopes;
    private readonly NpgsqlDataSource source;
    private readonly DbContextOptions<AccountContext> options;

    /// <summary>Prepares the pool; no connection is opened yet.</summary>
    /// <param name="database">QuickLook's database, whose connection string and time-outs count here too.</param>
    /// <param name="scopes">Gives each piece of work its own user manager.</param>
    public AccountDatabase(QuickLookDatabase database, IServiceScopeFactory scopes)
    {
        this.scopes = scopes;
        source = database.CreateSource(schema: null);
        options = new DbContextOptionsBuilder<AccountContext>()
            .UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable(AccountContext.History, AccountContext.Schema))
            .Options;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>A context over the pool; the caller disposes it.</summary>
    public AccountContext CreateContext() => new(options);

    /// <summary>Brings the tables up to this version; of several services that start at once, one does it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<Done>> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var holder = await source.OpenConnectionAsync(cancellationToken);
            await TurnAsync(holder, take: true, cancellationToken);
            try
            {
                await using var context = CreateContext();
                await context.Database.MigrateAsync(cancellationToken);
                return Done.Value;
            }
            finally
            {
                await TurnAsync(holder, take: false, CancellationToken.None);
            }
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem))
        {
            return OutOfReach(problem);
        }
        catch (PostgresException refused)
        {
            return new Failure(refused.MessageText, "database");
        }
    }

    /// <summary>Reads accounts.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<T>> ReadAsync<T>(Func<AccountContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = CreateContext();
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return Result<T>.Success(await work(context, cancellationToken));
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem) || IsNotThereYet(problem))
        {
            return OutOfReach(problem);
        }
    }

    /// <summary>Changes accounts: what <paramref name="work"/> saves counts when it succeeds, and is undone when it fails.</summary>
    /// <param name="work">What to do with the accounts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<T>> ChangeAsync<T>(
        Func<AccountContext, UserManager<Account>, Task<Result<T>>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<AccountContext>();
            await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            var outcome = await work(context, scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
            if (outcome.IsSuccess)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return outcome;
        }
        catch (Exception problem) when (QuickLookDatabase.IsOutOfReach(problem) || IsNotThereYet(problem))
        {
            return OutOfReach(problem);
        }
    }

    // 42P01, 3F000: the tables, the schema are still to be made.
    private static bool IsNotThereYet(Exception problem) =>
        problem.GetBaseException() is PostgresException { SqlState: "42P01" or "3F000" };

    private static Failure OutOfReach(Exception problem) =>
        new(
            $"the accounts are in the database, which is out of reach ({problem.GetBaseException().Message.TrimEnd('.')}); try again in a moment",
            Kind: FailureKind.Transient
        );

    private static async Task TurnAsync(NpgsqlConnection connection, bool take, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select case when $2 then pg_advisory_lock($1)::text else pg_advisory_unlock($1)::text end",
            connection
        )
        {
            Parameters =
            {
                new NpgsqlParameter { Value = MigrationLock },
                new NpgsqlParameter { Value = take },
            },
            CommandTimeout = 300,
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
