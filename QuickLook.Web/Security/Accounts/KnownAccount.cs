using QuickLook.Core.Access;

namespace QuickLook.Web.Security.Accounts;

/// <summary>What a session needs to know of an account.</summary>
/// <param name="Id">Number of the account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What the person is.</param>
/// <param name="IsDisabled">May not come in any more.</param>
/// <param name="MustChangePassword">Has to choose a password before anything else.</param>
/// <param name="HasPassword">Signs in here, not with a provider.</param>
/// <param name="Stamp">Changes with the password and when the account is disabled: sessions with another one have ended.</param>
public sealed record KnownAccount(long Id, string Name, Role Role, bool IsDisabled, bool MustChangePassword, bool HasPassword, string Stamp)
{
    /// <summary>What is known of an account.</summary>
    /// <param name="account">The account.</param>
    public static KnownAccount Of(Account account) =>
        new(
            account.Id,
            account.UserName ?? string.Empty,
            account.Role,
            account.IsDisabled,
            account.MustChangePassword,
            account.PasswordHash is not null,
            account.SecurityStamp ?? string.Empty
        );
}
