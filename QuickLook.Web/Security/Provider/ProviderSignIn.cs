using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security.Provider;

/// <summary>The way to the provider and back.</summary>
internal static class ProviderSignIn
{
    private const string Back = $"{SignInAddress.Provider}/back";

    /// <summary>Maps both.</summary>
    /// <param name="routes">Where.</param>
    public static void MapProviderSignIn(this IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<IOptions<ProviderOptions>>().Value.IsConfigured)
        {
            return;
        }

        routes.MapGet(SignInAddress.Provider, Leave).AllowAnonymous();
        routes.MapGet(Back, ComeBackAsync).AllowAnonymous();
    }

    private static IResult Leave(HttpContext context) =>
        Results.Challenge(
            new AuthenticationProperties
            {
                RedirectUri = SignInAddress.WithReturn(Back, SignInAddress.Local(context.Request.Query[SignInAddress.ReturnParameter])),
            },
            [ProviderRegistration.Scheme]
        );

    private static async Task<IResult> ComeBackAsync(HttpContext context, ProviderDesk desk)
    {
        var provided = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (provided.Principal is not { } person)
        {
            return Results.LocalRedirect($"{SignInAddress.Page}?refused=provider");
        }

        var admitted = await desk.AdmitAsync(person, GuestSignIn.AddressOf(context), context.RequestAborted);
        if (!admitted.TryGet(out var account, out _))
        {
            return Results.LocalRedirect($"{SignInAddress.Page}?refused=account");
        }

        await context.SignInAsync(SessionCookie.Scheme, Session.Of(account, SessionCookie.Scheme));
        return Results.LocalRedirect(SignInAddress.Local(context.Request.Query[SignInAddress.ReturnParameter]));
    }
}
