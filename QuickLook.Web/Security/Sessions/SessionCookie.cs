using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Security.Sessions;

/// <summary>The cookie that carries a session, and what becomes of those who come without.</summary>
[SuppressMessage(
    "Security",
    "S2092",
    Justification = "Secure everywhere but on the machine itself, where there is nothing to be secure from."
)]
internal static class SessionCookie
{
    /// <summary>Name of the scheme.</summary>
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;

    private const string Name = "quicklook";

    /// <summary>Adds the cookies of sessions and of sign-ins under way with a provider.</summary>
    /// <param name="services">Where to.</param>
    public static AuthenticationBuilder AddSessionCookie(this IServiceCollection services)
    {
        var authentication = services.AddAuthentication(Scheme).AddCookie(Scheme).AddCookie(IdentityConstants.ExternalScheme);
        services
            .AddOptions<CookieAuthenticationOptions>(Scheme)
            .Configure<IOptions<SecurityOptions>>((cookie, security) => Configure(cookie, security.Value));
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.ExternalScheme,
            cookie =>
            {
                cookie.Cookie.Name = $"{Name}-provider";
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            }
        );
        services.Configure<CookiePolicyOptions>(policy =>
        {
            policy.HttpOnly = HttpOnlyPolicy.Always;
            policy.OnAppendCookie = cookie => cookie.CookieOptions.Secure = MustBeSecure(cookie.Context);
            policy.OnDeleteCookie = cookie => cookie.CookieOptions.Secure = MustBeSecure(cookie.Context);
        });
        return authentication;
    }

    /// <summary>True when cookies, hence passwords, can travel from here: over an encrypted connection, or without leaving the machine.</summary>
    /// <param name="context">The request.</param>
    public static bool CanTravel(HttpContext context) => context.Request.IsHttps || IsLoopbackName(context.Request.Host);

    /// <summary>True for the names of this machine itself.</summary>
    /// <param name="host">As in the address bar.</param>
    public static bool IsLoopbackName(HostString host) =>
        Uri.TryCreate($"{Uri.UriSchemeHttp}://{host.Value}", UriKind.Absolute, out var address) && address.IsLoopback;

    // A browser does not send it back over an open connection, unless that ends in the same machine.
    private static bool MustBeSecure(HttpContext context) => context.Request.IsHttps || !IsLoopbackName(context.Request.Host);

    private static void Configure(CookieAuthenticationOptions cookie, SecurityOptions security)
    {
        cookie.Cookie.Name = Name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = security.SessionLength;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInAddress.Page;
        cookie.LogoutPath = SignInAddress.SignOut;
        cookie.AccessDeniedPath = SignInAddress.Denied;
        cookie.ReturnUrlParameter = SignInAddress.ReturnParameter;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized, "Sign in first: /sign-in");
        cookie.Events.OnRedirectToAccessDenied = context =>
            AnswerAsync(context, StatusCodes.Status403Forbidden, "Your role does not allow this.");
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { } user || Session.AccountOf(user) is not { } id)
        {
            context.RejectPrincipal();
            return;
        }

        var directory = context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>();
        if (!(await directory.FindAsync(id, context.HttpContext.RequestAborted)).TryGet(out var account, out _))
        {
            // The cookie stays: when the database is back it is looked at again.
            context.RejectPrincipal();
            return;
        }

        if (!Session.IsCurrent(user, account))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
        else if (Session.IsOutOfDate(user, account!))
        {
            context.ReplacePrincipal(Session.Of(account!, Scheme));
            context.ShouldRenew = true;
        }
    }

    // Pages lead on to another page; for downloads, posts and the live channel that would be a puzzle, so they get the plain status.
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status, string text)
    {
        if (LeadsToAPage(context.HttpContext))
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.HttpContext.RequestAborted);
    }

    private static bool LeadsToAPage(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return false;
        }

        // Without an end point it is an address that nothing answers to: to a person who is not signed in that is no different from a page.
        return context.GetEndpoint() is not { } endPoint || endPoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
    }
}
