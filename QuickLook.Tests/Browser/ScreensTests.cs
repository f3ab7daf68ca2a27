using Microsoft.Playwright;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Browser;

/// <summary>With QUICKLOOK_SCREENS=DIR every page is pictured into DIR, dark and light, large and small; without it, only opened.</summary>
public sealed class ScreensTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("monitor", "/monitor"),
        ("camera", "/monitor/camera/b3"),
        ("camera-failed", "/monitor/camera/r8"),
        ("camera-missing", "/monitor/camera/z9"),
        ("help", "/help"),
        ("about", "/about"),
        ("not-found", "/nowhere"),
    ];

    [Fact]
    public async Task Every_page_opens_in_both_themes_and_sizes()
    {
        var folder = Environment.GetEnvironmentVariable("QUICKLOOK_SCREENS");
        var live = new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot());
        NightLogs.Write(live);
        await using var host = await WebHost.StartAsync(live);
        foreach (var light in new[] { false, true })
        {
            foreach (var (width, height) in new[] { (1440, 900), (1024, 700) })
            {
                await using var visitor = await chromium.VisitAsync(host.Address, width, height, light);
                visitor.MayComplain = true; // the browser notes the 404 of the page that is not there
                foreach (var (name, path) in Pages)
                {
                    await visitor.OpenAsync(path);
                    (await visitor.Page.Locator("main").CountAsync()).ShouldBe(1);
                    if (folder is not null)
                    {
                        await visitor.Page.EvaluateAsync("document.fonts.ready");
                        var file = Path.Combine(folder, $"{name}-{width}-{(light ? "light" : "dark")}.png");
                        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
                    }
                }
            }
        }
    }
}
