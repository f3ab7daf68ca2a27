using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using QuickLook.Core.Access;

namespace QuickLook.Web.Security;

/// <summary>
/// Names for <c>[Authorize(Policy = ...)]</c>. A page or end point that says nothing needs somebody who may look; what a person may do is decided
/// again by the services, which are handed the actor.
/// </summary>
public static class Policies
{
    /// <summary>For pages and end points of operators.</summary>
    public const string Operate = "operate";

    /// <summary>For pages and end points of administrators.</summary>
    public const string Administer = "administer";

    /// <summary>For what anybody with a session may do, whatever the role: leave, and choose a password.</summary>
    public const string SignedIn = "signed in";

    /// <summary>For the page that tells of a fault of ours: shown to whoever met the fault, and to nobody else without sign-in.</summary>
    public const string Faults = "faults";

    /// <summary>Sets the rules; the fallback catches whatever is added later and says nothing.</summary>
    /// <param name="authorization">The options.</param>
    public static void Configure(AuthorizationOptions authorization)
    {
        var look = Needs(Permission.Look);
        authorization.DefaultPolicy = look;
        authorization.FallbackPolicy = look;
        authorization.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        authorization.AddPolicy(Operate, Needs(Permission.Operate));
        authorization.AddPolicy(Administer, Needs(Permission.Administer));
        authorization.AddPolicy(
            Faults,
            policy =>
                policy.RequireAssertion(context =>
                    context.Resource is HttpContext http && http.Features.Get<IExceptionHandlerFeature>() is not null
                    || context.User.Identity?.IsAuthenticated == true
                )
        );
    }

    private static AuthorizationPolicy Needs(Permission permission) =>
        new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => (Sessions.Session.PermissionsOf(context.User) & permission) == permission)
            .Build();
}
