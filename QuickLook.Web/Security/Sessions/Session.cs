using System.Globalization;
using System.Security.Claims;
using QuickLook.Core.Access;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Security.Sessions;

/// <summary>What a session says about its owner, as claims: written when somebody signs in, read everywhere else.</summary>
public static class Session
{
    private const string StampClaim = "quicklook/stamp";
    private const string DutyClaim = "quicklook/duty";
    private const string ProviderClaim = "quicklook/provider";
    private const string GuestClaim = "quicklook/guest";
    private const string SourceClaim = "quicklook/source";
    private const string ChangePassword = "change-password";

    /// <summary>The owner of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="scheme">Name of the way of signing in.</param>
    public static ClaimsPrincipal Of(KnownAccount account, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(ClaimTypes.Name, account.Name));
        identity.AddClaim(new Claim(ClaimTypes.Role, Roles.NameOf(account.Role)));
        identity.AddClaim(new Claim(StampClaim, account.Stamp));
        if (account.MustChangePassword)
        {
            identity.AddClaim(new Claim(DutyClaim, ChangePassword));
        }

        if (!account.HasPassword)
        {
            identity.AddClaim(new Claim(ProviderClaim, "true"));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Somebody without an account.</summary>
    /// <param name="guest">As what.</param>
    public static ClaimsPrincipal Of(Guest guest)
    {
        var identity = new ClaimsIdentity("guest");
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, guest.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, guest == Guest.Demo ? "demo operator" : "visitor"));
        identity.AddClaim(new Claim(GuestClaim, guest.ToString()));
        if (guest == Guest.Demo)
        {
            identity.AddClaim(new Claim(ClaimTypes.Role, Roles.NameOf(Role.Operator)));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>The same owner, seen at a network address. Beside the session's own identity, so that the address is never stored with it.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="source">The address.</param>
    public static ClaimsPrincipal At(ClaimsPrincipal user, string source)
    {
        var seen = new ClaimsPrincipal(user.Identities);
        seen.AddIdentity(new ClaimsIdentity([new Claim(SourceClaim, source)]));
        return seen;
    }

    /// <summary>Number of the owner's account; null for guests and for nobody.</summary>
    /// <param name="user">The owner.</param>
    public static long? AccountOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    /// <summary>As what a guest is here; null for the owner of an account and for nobody.</summary>
    /// <param name="user">The owner.</param>
    public static Guest? GuestOf(ClaimsPrincipal user) =>
        Enum.TryParse<Guest>(user.FindFirstValue(GuestClaim), out var guest) ? guest : null;

    /// <summary>The owner's name; empty for nobody.</summary>
    /// <param name="user">The owner.</param>
    public static string NameOf(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, Name: { } name } ? name : string.Empty;

    /// <summary>The owner's role as it is written; empty for those without one.</summary>
    /// <param name="user">The owner.</param>
    public static string RoleOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Role) ?? string.Empty;

    /// <summary>The network address at which the session is used.</summary>
    /// <param name="user">The owner.</param>
    public static string SourceOf(ClaimsPrincipal user) => user.FindFirstValue(SourceClaim) ?? string.Empty;

    /// <summary>True when the owner has to choose a password before anything else.</summary>
    /// <param name="user">The owner.</param>
    public static bool MustChangePassword(ClaimsPrincipal user) => user.HasClaim(DutyClaim, ChangePassword);

    /// <summary>True when the owner signs in with a password of this service.</summary>
    /// <param name="user">The owner.</param>
    public static bool HasPassword(ClaimsPrincipal user) =>
        AccountOf(user) is not null && !user.HasClaim(claim => claim.Type == ProviderClaim);

    /// <summary>What the session allows, as it was when it was last checked. Services decide by <see cref="Actors"/>, which looks again.</summary>
    /// <param name="user">The owner.</param>
    public static Permission PermissionsOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated != true ? Permission.None
        : MustChangePassword(user) ? Permission.None
        : Roles.Parse(user.FindFirstValue(ClaimTypes.Role)).TryGet(out var role, out _) ? Roles.PermissionsOf(role)
        : GuestOf(user) is not null ? Permission.Look
        : Permission.None;

    /// <summary>True while the account stands as it did when the session began, but for its role.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="account">The account now; null when there is none any more.</param>
    public static bool IsCurrent(ClaimsPrincipal user, KnownAccount? account) =>
        account is { IsDisabled: false } && string.Equals(user.FindFirstValue(StampClaim), account.Stamp, StringComparison.Ordinal);

    /// <summary>True when the session says something else than the account does now.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="account">The account now.</param>
    public static bool IsOutOfDate(ClaimsPrincipal user, KnownAccount account) =>
        !user.HasClaim(ClaimTypes.Role, Roles.NameOf(account.Role)) || MustChangePassword(user) != account.MustChangePassword;
}
