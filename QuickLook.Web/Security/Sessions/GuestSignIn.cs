using System.Net;
using Microsoft.Extensions.Options;

namespace QuickLook.Web.Security.Sessions;

/// <summary>Lets in those without an account where the configuration says so, and notes where everybody sits.</summary>
internal static class GuestSignIn
{
    // Whoever comes through a proxy only seems to sit at this machine.
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "X-Forwarded-Server",
        "X-Real-IP",
        "X-Original-For",
        "X-Original-Host",
        "X-Original-Proto",
    ];

    /// <summary>Notes whether a request comes straight from this machine; stands before anything that rewrites headers.</summary>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseArrival(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Features.Set(new Arrival(IsFromThisMachine(context)));
                return next(context);
            }
        );

    /// <summary>Lets guests in and notes the network address; stands behind authentication and before authorization.</summary>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseGuests(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<SecurityOptions>>().Value;
        return app.Use(
            (context, next) =>
            {
                if (context.User.Identity?.IsAuthenticated != true && GuestOf(context, options) is { } guest)
                {
                    context.User = Session.Of(guest);
                }

                context.User = Session.At(context.User, AddressOf(context));
                return next(context);
            }
        );
    }

    /// <summary>The visitor's network address as it is recorded.</summary>
    /// <param name="context">The request.</param>
    public static string AddressOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address ? string.Empty
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.ToString();

    private static Guest? GuestOf(HttpContext context, SecurityOptions options) =>
        options.Demo && context.Features.Get<Arrival>() is { IsDirect: true } ? Guest.Demo
        : options.AnonymousLook ? Guest.Visitor
        : null;

    // The name in the address bar too: a page of somebody else, whose name was made to mean this machine, gets nothing.
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && SessionCookie.IsLoopbackName(context.Request.Host)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    private sealed record Arrival(bool IsDirect);
}
