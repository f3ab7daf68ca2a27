using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Security.Sessions;

/// <summary>
/// Asks again and again whether the owner of an open window may still be there: the window lives on one connection, which no request and no cookie
/// passes any more. A new role is taken over, an ended session empties the window.
/// </summary>
internal sealed class LiveSession(ILoggerFactory loggers, AccountDirectory directory, IOptions<SecurityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => options.Value.Revalidation;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        var user = authenticationState.User;
        if (Session.AccountOf(user) is not { } id)
        {
            return true; // a guest stays what the configuration makes of guests
        }

        if (!(await directory.FindAsync(id, cancellationToken)).TryGet(out var account, out _))
        {
            return true; // never known to this process and the database is away: the actor may do nothing anyway
        }

        if (!Session.IsCurrent(user, account))
        {
            return false;
        }

        if (Session.IsOutOfDate(user, account!))
        {
            var renewed = Session.At(Session.Of(account!, user.Identity!.AuthenticationType!), Session.SourceOf(user));
            SetAuthenticationState(Task.FromResult(new AuthenticationState(renewed)));
        }

        return true;
    }
}
