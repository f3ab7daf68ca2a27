using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security.Provider;

/// <summary>Registers the framework's OAuth handler when a provider is configured.</summary>
internal static class ProviderRegistration
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "OAuth";

    /// <summary>Adds the provider of the configuration.</summary>
    /// <param name="authentication">Where to.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="services">The services.</param>
    public static void AddProvider(this AuthenticationBuilder authentication, IConfiguration configuration, IServiceCollection services)
    {
        services.AddOptions<ProviderOptions>().BindConfiguration(ProviderOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProviderOptions>, OptionsCheck>());
        services.AddSingleton<ProviderDesk>();
        var provider = configuration.GetSection(ProviderOptions.Section).Get<ProviderOptions>() ?? new ProviderOptions();
        if (provider.IsConfigured && !provider.Faults().Any())
        {
            authentication.AddOAuth(Scheme, oauth => Configure(oauth, provider));
        }
    }

    private static void Configure(OAuthOptions oauth, ProviderOptions provider)
    {
        oauth.SignInScheme = IdentityConstants.ExternalScheme;
        oauth.CallbackPath = $"{SignInAddress.Provider}/answer";
        oauth.ClientId = provider.ClientId;
        oauth.ClientSecret = provider.ClientSecret;
        oauth.AuthorizationEndpoint = provider.AuthorizationEndpoint;
        oauth.TokenEndpoint = provider.TokenEndpoint;
        oauth.UserInformationEndpoint = provider.UserInformationEndpoint;
        oauth.UsePkce = true;
        oauth.SaveTokens = false;
        oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oauth.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            oauth.Scope.Add(scope);
        }

        oauth.ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, provider.IdClaim);
        oauth.ClaimActions.MapJsonKey(ClaimTypes.Name, provider.NameClaim);
        if (provider.RoleClaim.Length > 0)
        {
            // A list becomes one claim for each of its items.
            oauth.ClaimActions.MapJsonKey(ClaimTypes.Role, provider.RoleClaim);
        }

        oauth.Events.OnCreatingTicket = AskWhoAsync;
        oauth.Events.OnRemoteFailure = failed =>
        {
            failed.Response.Redirect($"{SignInAddress.Page}?refused=provider");
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static async Task AskWhoAsync(OAuthCreatingTicketContext context)
    {
        var cancellationToken = context.HttpContext.RequestAborted;
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await context.Backchannel.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        context.RunClaimActions(user.RootElement);
    }

    private sealed class OptionsCheck : IValidateOptions<ProviderOptions>
    {
        public ValidateOptionsResult Validate(string? name, ProviderOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
