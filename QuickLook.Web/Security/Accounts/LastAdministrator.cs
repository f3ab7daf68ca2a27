using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Access;

namespace QuickLook.Web.Security.Accounts;

/// <summary>Keeps the observatory from being without an administrator.</summary>
internal static class LastAdministrator
{
    private const long Lock = 0x514C_6164_6D69_6E73; // "QLadmins" as a number

    /// <summary>Waits for whoever else changes accounts, until the transaction ends: two who demote each other at the same moment take turns.</summary>
    /// <param name="context">In a transaction.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task TakeTurnAsync(AccountContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellationToken);

    /// <summary>True when there is no other administrator who may come in.</summary>
    /// <param name="context">The accounts.</param>
    /// <param name="account">Whose.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<bool> IsAsync(AccountContext context, Account account, CancellationToken cancellationToken) =>
        account is { Role: Role.Admin, IsDisabled: false }
        && !await context.Users.AnyAsync(
            other => other.Id != account.Id && other.Role == Role.Admin && !other.IsDisabled,
            cancellationToken
        );
}
