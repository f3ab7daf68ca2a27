using Microsoft.EntityFrameworkCore;

namespace QuickLook.Web.Security.Accounts;

/// <summary>Rows of accounts for those who change them.</summary>
internal static class AccountRows
{
    /// <summary>
    /// The account with a name, locked until the transaction ends: many guesses of a password that come at once wait for each other, so that each is
    /// counted.
    /// </summary>
    /// <param name="context">In a transaction.</param>
    /// <param name="normalized">The name in its normal form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The account; null when there is none.</returns>
    public static async Task<Account?> LockAsync(AccountContext context, string? normalized, CancellationToken cancellationToken)
    {
        var rows = await context
            .Users.FromSql($"select * from identity.account where normalized_user_name = {normalized} for update")
            .ToListAsync(cancellationToken);
        return rows.SingleOrDefault();
    }
}
