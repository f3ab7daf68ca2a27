using QuickLook.Core.Results;
using QuickLook.Core.Storage;

namespace QuickLook.Web.Security.Accounts;

/// <summary>Makes the tables of accounts and the first of them, as soon as the database answers; until then signing in says what it waits for.</summary>
internal sealed class AccountStart(
    DatabaseMigrator records,
    AccountDatabase accounts,
    FirstAdministrator first,
    SecurityConsole console,
    TimeProvider time,
    ILogger<AccountStart> logger
) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first account is put on record, in a table of the service: on a new database it may not be there yet.
        await UntilSuccessAsync(records.MigrateAsync, stoppingToken);
        await UntilSuccessAsync(accounts.MigrateAsync, stoppingToken);
        var told = await UntilSuccessAsync(first.EnsureAsync, stoppingToken);
        if (told is not null)
        {
            // To the console alone: the log is kept in files.
            await console.Out.WriteLineAsync(told.AsMemory(), stoppingToken);
            await console.Out.FlushAsync(stoppingToken);
        }
    }

    private async Task<T> UntilSuccessAsync<T>(Func<CancellationToken, Task<Result<T>>> step, CancellationToken stoppingToken)
    {
        Failure? told = null;
        while (true)
        {
            // Starting a host runs hosted services up to their first wait: the service does not wait for the database.
            await Task.Yield();
            if ((await step(stoppingToken)).TryGet(out var value, out var failure))
            {
                return value;
            }

            if (failure != told)
            {
                logger.LogError("Nobody can sign in yet: {Failure}", failure);
                told = failure;
            }

            await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
        }
    }
}
