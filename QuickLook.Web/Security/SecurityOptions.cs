using System.Net;

namespace QuickLook.Web.Security;

/// <summary>Who gets in and how. Section <c>Security</c> of the configuration; <c>serve</c> sets it from its options and variables.</summary>
public sealed class SecurityOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Security";

    /// <summary>Name of the account that the first start creates. Default <c>admin</c>.</summary>
    public string FirstAdmin { get; set; } = "admin";

    /// <summary>Its first password; null for a random one, which is shown once in the console.</summary>
    public string? FirstPassword { get; set; }

    /// <summary>Whoever comes without an account may look, and nothing else. Default off.</summary>
    public bool AnonymousLook { get; set; }

    /// <summary>Whoever sits at this machine is an operator without signing in: for demonstrations only. Default off.</summary>
    public bool Demo { get; set; }

    /// <summary>Reverse proxies whose word about the visitor's address and protocol counts: networks, a single machine being a small one.</summary>
    public IList<IPNetwork> Proxies { get; } = [];

    /// <summary>Wrong passwords in a row that lock an account. Default 5, 1 to 100.</summary>
    public int FailuresBeforeLockOut { get; set; } = 5;

    /// <summary>How long a locked account stays so. Default 10 min.</summary>
    public TimeSpan LockOut { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Sign-ins that one network address may try in a minute. Default 30, from 1.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Live windows that one person may have open. Default 20, from 1.</summary>
    public int CircuitsPerUser { get; set; } = 20;

    /// <summary>How long a session lasts without a visit. Default 7 days; it also ends with the browser.</summary>
    public TimeSpan SessionLength { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often an open window asks whether its account is still what it was. Default 20 s; with <see cref="AccountKnownFor"/> below 1 min.</summary>
    public TimeSpan Revalidation { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an account is remembered before the database is asked again. Default 10 s.</summary>
    public TimeSpan AccountKnownFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (Accounts.AccountName.Check(FirstAdmin).Failure is { } unnameable)
        {
            yield return $"Security: the first administrator: {unnameable.Reason}";
        }

        if (FirstPassword is { } password && Accounts.PasswordRule.Check(password, FirstAdmin).Failure is { } weak)
        {
            yield return $"Security: the first password: {weak.Reason}";
        }

        if (FailuresBeforeLockOut is < 1 or > 100)
        {
            yield return "Security: FailuresBeforeLockOut must be 1 to 100";
        }

        if (SignInsPerMinute < 1)
        {
            yield return "Security: SignInsPerMinute must be at least 1";
        }

        if (CircuitsPerUser < 1)
        {
            yield return "Security: CircuitsPerUser must be at least 1";
        }

        if (LockOut <= TimeSpan.Zero || SessionLength <= TimeSpan.Zero || Revalidation <= TimeSpan.Zero || AccountKnownFor < TimeSpan.Zero)
        {
            yield return "Security: LockOut, SessionLength and Revalidation must be longer than nothing";
        }
    }
}
