using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuickLook.Web.Security.Accounts;
using QuickLook.Web.Security.Guarding;
using QuickLook.Web.Security.Provider;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security;

/// <summary>Registers sign-in, and puts its parts into the way of each request (docs/security.md).</summary>
public static class SecurityRegistration
{
    /// <summary>Adds accounts, sessions and policies. Needs the storage room.</summary>
    /// <param name="builder">The application being built.</param>
    public static WebApplicationBuilder AddQuickLookSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SecurityOptions>, OptionsCheck>());
        services.TryAddSingleton(new SecurityConsole(Console.Out));
        services.AddQuickLookAccounts();
        services.AddSingleton<FirstAdministrator>();
        services.AddHostedService<AccountStart>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<Actors>();
        services.AddScoped<AuthenticationStateProvider, LiveSession>();
        services.AddScoped<ICurrentActor, CurrentActor>();
        services.AddSingleton<CircuitLedger>();
        services.AddScoped<CircuitAdmission>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitAdmission>());
        services.AddCascadingAuthenticationState();
        services.AddSessionCookie().AddProvider(builder.Configuration, services);
        services.AddAuthorization(Policies.Configure);
        services.AddSignInLimit();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "quicklook-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<SecurityOptions>>((forwarded, security) => TrustProxies(forwarded, security.Value));
        return builder;
    }

    /// <summary>Puts the guards into the pipeline, in the order in which they stand at the gate.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication UseQuickLookSecurity(this WebApplication app)
    {
        app.UseArrival();
        if (app.Services.GetRequiredService<IOptions<SecurityOptions>>().Value.Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseHsts();
        app.UseSecurityHeaders();
        app.UseCookiePolicy();
        app.UseOriginCheck();
        app.UseAuthentication();
        app.UseGuests();
        app.UsePasswordDuty();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        return app;
    }

    private static void TrustProxies(ForwardedHeadersOptions forwarded, SecurityOptions security)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = null; // through as many as are named
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in security.Proxies)
        {
            forwarded.KnownIPNetworks.Add(proxy);
        }
    }

    private sealed class OptionsCheck : IValidateOptions<SecurityOptions>
    {
        public ValidateOptionsResult Validate(string? name, SecurityOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
