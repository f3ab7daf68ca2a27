using Microsoft.AspNetCore.Authorization;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security.Guarding;

/// <summary>Whoever comes with a password that somebody else knows chooses another one before anything else.</summary>
internal static class PasswordDuty
{
    /// <summary>Leads there; stands behind authentication.</summary>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UsePasswordDuty(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var isDue =
                    Session.MustChangePassword(context.User)
                    && HttpMethods.IsGet(context.Request.Method)
                    && !context.Request.Path.StartsWithSegments(SignInAddress.Password)
                    && !context.Request.Path.StartsWithSegments("/_blazor")
                    && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null;
                if (!isDue)
                {
                    return next(context);
                }

                context.Response.Redirect(
                    SignInAddress.WithReturn(
                        SignInAddress.Password,
                        SignInAddress.Local(context.Request.Path + context.Request.QueryString)
                    )
                );
                return Task.CompletedTask;
            }
        );
}
