using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QuickLook.Core.Results;

namespace QuickLook.Web.Security.Accounts;

/// <summary>
/// Accounts by number, remembered for a few seconds. While the database is out of reach what was known last goes on counting: nobody could have
/// been disabled meanwhile, and the people on shift keep their screens.
/// </summary>
public sealed class AccountDirectory(AccountDatabase accounts, IOptions<SecurityOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Entry> remembered = new();

    /// <summary>An account.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The account, null when there is none; a failure when the database is out of reach and nothing was known before.</returns>
    public async ValueTask<Result<KnownAccount?>> FindAsync(long id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = remembered.TryGetValue(id, out var entry);
        if (known && now - entry!.At < options.Value.AccountKnownFor)
        {
            return Result<KnownAccount?>.Success(entry.Account);
        }

        var found = await accounts.ReadAsync(
            async (context, token) =>
                await context.Users.FirstOrDefaultAsync(account => account.Id == id, token) is { } account
                    ? KnownAccount.Of(account)
                    : null,
            cancellationToken
        );
        if (found.IsSuccess)
        {
            remembered[id] = new Entry(found.Value, now);
            return found;
        }

        return known ? Result<KnownAccount?>.Success(entry!.Account) : found;
    }

    /// <summary>Asks the database again the next time: the account was changed.</summary>
    /// <param name="id">Number of the account.</param>
    public void Renew(long id)
    {
        // The old knowledge stays for the case that the database goes away right now.
        if (remembered.TryGetValue(id, out var entry))
        {
            remembered[id] = entry with { At = DateTimeOffset.MinValue };
        }
    }

    private sealed record Entry(KnownAccount? Account, DateTimeOffset At);
}
