using System.Collections.Concurrent;
using Microsoft.Playwright;
using QuickLook.Tests.WholeApp;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

/// <summary>One installed Chromium for all browser tests, and pages that may reach nothing but the loopback.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        // A busy machine may need more than the five seconds that are the library's patience.
        SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("QUICKLOOK_CHROMIUM") ?? "/usr/bin/chromium",
                Args = Arguments,
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A window; with a session it belongs to somebody who is signed in already.</summary>
    public async Task<Visitor> VisitAsync(
        string address,
        int width = 1440,
        int height = 900,
        bool light = false,
        WebSession? session = null
    )
    {
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address,
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        if (session is not null)
        {
            await context.AddCookiesAsync(
                session.Cookies.Select(cookie => new Cookie
                {
                    Name = cookie.Key,
                    Value = cookie.Value,
                    Url = address,
                })
            );
        }

        if (light)
        {
            await context.AddInitScriptAsync("localStorage.setItem('ql-theme', localStorage.getItem('ql-theme') ?? 'light')");
        }

        var strangers = new ConcurrentQueue<string>();
        await context.RouteAsync(
            "**/*",
            route =>
            {
                if (new Uri(route.Request.Url) is { IsLoopback: true } or { Scheme: "data" or "blob" })
                {
                    return route.ContinueAsync();
                }

                strangers.Enqueue(route.Request.Url);
                return route.AbortAsync();
            }
        );
        return new Visitor(context, await context.NewPageAsync(), strangers);
    }
}
