using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using QuickLook.Web.Components;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Live;
using QuickLook.Web.Security;
using Radzen;

namespace QuickLook.Web.Hosting;

/// <summary>
/// Brings the screens into a host. The host also registers <c>ILiveState</c>, <c>IPipelineControl</c>, <c>IQueueControl</c>,
/// <c>IConfigurationDesk</c>, <c>IProcessList</c>, <c>IMappingsInForce</c>, the viewing room and the storage room, in which the accounts are; the screens need
/// nothing else.
/// </summary>
public static class QuickLookWeb
{
    /// <summary>Registers what the screens need.</summary>
    /// <param name="builder">The application being built.</param>
    public static WebApplicationBuilder AddQuickLookWeb(this WebApplicationBuilder builder)
    {
        // Outside of Development nothing reads the manifest that says where a build (not a publish) left its scripts and styles.
        if (!builder.Environment.IsDevelopment())
        {
            StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        }

        builder.Services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddScoped<LiveFeed>();
        builder.Services.AddSingleton<Handover>();
        builder.Services.AddScoped<Carrier>();
        builder.AddQuickLookSecurity();
        builder.Services.AddScoped<CommandDesk>();
        return builder;
    }

    /// <summary>Adds the screens and their downloads to the pipeline.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication MapQuickLookWeb(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseQuickLookSecurity();
        app.MapStaticAssets().AllowAnonymous(); // the product's own scripts, styles and fonts, which the sign-in page needs as well
        app.MapQuickLookSecurity();
        app.MapLogDownloads();
        app.MapTiles();
        // Frame ancestors are part of the one policy that UseSecurityHeaders sends.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
