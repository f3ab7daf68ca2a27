using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Storage.Service;
using QuickLook.Web.Security.Provider;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security;

/// <summary>End points beside the pages: health, signing out, the record of commands as a file.</summary>
public static class SecurityEndPoints
{
    /// <summary>Address of the health word.</summary>
    public const string Health = "/health";

    /// <summary>Maps them.</summary>
    /// <param name="routes">Where.</param>
    public static void MapQuickLookSecurity(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Health, HealthOf).AllowAnonymous();
        routes.MapPost(SignInAddress.SignOut, SignOutAsync).RequireAuthorization(Policies.SignedIn);
        routes.MapGet(AuditFile.Address, AuditFile.DownloadAsync).RequireAuthorization(Policies.Administer);
        routes.MapProviderSignIn();
    }

    // One word for whoever watches the service: nothing about the observatory.
    private static IResult HealthOf(ILiveState live)
    {
        var notices = live.Current.Notices.Select(notice => notice.Key).ToHashSet(StringComparer.Ordinal);
        return notices.Contains("database") ? Results.Text("database away", statusCode: StatusCodes.Status503ServiceUnavailable)
            : notices.Contains("standby") ? Results.Text("standby")
            : Results.Text("ok");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, AuditStore audit)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.Text(
                "The page was out of date: go back, reload it and sign out again.",
                statusCode: StatusCodes.Status400BadRequest
            );
        }

        if (Session.AccountOf(context.User) is not null)
        {
            var who = new Actor(Session.NameOf(context.User), Permission.None, Session.SourceOf(context.User));

            // Whoever leaves can leave, whether or not it can be written down.
            await audit.AppendAsync(who, "sign-out", string.Empty, context.RequestAborted);
        }

        await context.SignOutAsync(SessionCookie.Scheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        return Results.LocalRedirect(SignInAddress.Page);
    }
}
