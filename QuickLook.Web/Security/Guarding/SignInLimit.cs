using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security.Guarding;

/// <summary>How many passwords one network address may try in a minute, over all names.</summary>
internal static class SignInLimit
{
    /// <summary>Registers the limit.</summary>
    /// <param name="services">Where to.</param>
    public static IServiceCollection AddSignInLimit(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<SecurityOptions>>((limiter, security) => Configure(limiter, security.Value));
        return services;
    }

    private static void Configure(RateLimiterOptions limiter, SecurityOptions security)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, cancellationToken) =>
        {
            var response = rejected.HttpContext.Response;
            response.ContentType = "text/plain; charset=utf-8";
            response.Headers.RetryAfter = "60";
            await response.WriteAsync("Too many attempts from this address. Go back and try again in a minute.", cancellationToken);
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            TriesAPassword(context.Request)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    GuestSignIn.AddressOf(context),
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = security.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }
                )
                : RateLimitPartition.GetNoLimiter(string.Empty)
        );
    }

    private static bool TriesAPassword(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (request.Path.StartsWithSegments(SignInAddress.Page) || request.Path.StartsWithSegments(SignInAddress.Password));
}
