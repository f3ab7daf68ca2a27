using Microsoft.AspNetCore.Identity;
using QuickLook.Core.Access;

namespace QuickLook.Web.Security.Accounts;

/// <summary>A person's account. Accounts are disabled, never removed: the record of commands keeps naming them.</summary>
public sealed class Account : IdentityUser<long>
{
    /// <summary>What the person is.</summary>
    public Role Role { get; set; }

    /// <summary>True while the password is one that somebody else knows.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>True when the person may not sign in any more.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>By whom.</summary>
    public string CreatedBy { get; set; } = string.Empty;

    /// <summary>When the person last signed in; null before the first time.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
}
