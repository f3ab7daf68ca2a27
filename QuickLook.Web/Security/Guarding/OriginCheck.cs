namespace QuickLook.Web.Security.Guarding;

/// <summary>
/// Refuses what a page of another origin asks for in the visitor's name: the live channel, which no antiforgery token guards, and every post.
/// </summary>
internal static class OriginCheck
{
    private const string LiveChannel = "/_blazor";

    /// <summary>Adds the check.</summary>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseOriginCheck(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (IsRefused(context.Request))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    context.Response.ContentType = "text/plain; charset=utf-8";
                    await context.Response.WriteAsync("Asked for by a page of another origin.", context.RequestAborted);
                    return;
                }

                await next(context);
            }
        );

    private static bool IsRefused(HttpRequest request)
    {
        var isLive = request.Path.StartsWithSegments(LiveChannel);
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        var upgrades = isLive && (request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method));
        if (!changes && !upgrades)
        {
            return false;
        }

        // A browser always names the origin of an upgrade and of a post. What names none is no browser, hence has nobody's cookies; the live channel
        // is for browsers.
        var origins = request.Headers.Origin;
        return origins.Count == 0 ? isLive : origins.Count > 1 || !IsOwn(origins[0], request);
    }

    // The port counts, the protocol does not: where a proxy ends the encryption this service may not know about it.
    private static bool IsOwn(string? origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Scheme is "http" or "https"
        && Uri.TryCreate($"{from.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own)
        && string.Equals(from.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
}
