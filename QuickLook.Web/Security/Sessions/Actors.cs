using System.Security.Claims;
using QuickLook.Core.Access;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Security.Sessions;

/// <summary>Makes the actor that services are handed out of the owner of a session, with what the account allows now.</summary>
public sealed class Actors(AccountDirectory directory)
{
    /// <summary>The actor.</summary>
    /// <param name="user">Owner of the session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An actor who may do nothing when the session has ended, or when its account cannot be looked up.</returns>
    public async ValueTask<Actor> OfAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (name, source) = (Session.NameOf(user), Session.SourceOf(user));
        if (Session.AccountOf(user) is not { } id)
        {
            return new Actor(name.Length > 0 ? name : "anonymous", Session.PermissionsOf(user), source);
        }

        var found = await directory.FindAsync(id, cancellationToken);
        var account = found.Or(null);
        var permissions =
            Session.IsCurrent(user, account) && !account!.MustChangePassword ? Roles.PermissionsOf(account.Role) : Permission.None;
        return new Actor(name, permissions, source);
    }
}
