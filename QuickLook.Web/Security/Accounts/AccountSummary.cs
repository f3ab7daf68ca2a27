using QuickLook.Core.Access;

namespace QuickLook.Web.Security.Accounts;

/// <summary>An account in the list of users.</summary>
/// <param name="Id">Number of the account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What the person is.</param>
/// <param name="IsDisabled">May not come in any more.</param>
/// <param name="LockedUntil">Locked after wrong passwords, until then; null when not.</param>
/// <param name="MustChangePassword">Still has a password that somebody else knows.</param>
/// <param name="HasPassword">Signs in here, not with a provider.</param>
/// <param name="LastSignInAt">When the person last signed in; null before the first time.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="CreatedBy">By whom.</param>
public sealed record AccountSummary(
    long Id,
    string Name,
    Role Role,
    bool IsDisabled,
    DateTimeOffset? LockedUntil,
    bool MustChangePassword,
    bool HasPassword,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset CreatedAt,
    string CreatedBy
);
