using Microsoft.Playwright;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Browser;

/// <summary>With QUICKLOOK_SCREENS=DIR every page is pictured into DIR, dark and light, in three sizes; without it, only opened.</summary>
public sealed class ScreensTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly string? Folder = Environment.GetEnvironmentVariable("QUICKLOOK_SCREENS");

    [Fact]
    public Task Every_page_opens_in_both_themes_and_sizes() =>
        PictureAsync(
            new ScienceNight(Now).Snapshot(),
            [
                ("monitor", "/monitor"),
                ("camera", "/monitor/camera/b3"),
                ("camera-failed", "/monitor/camera/r8"),
                ("camera-missing", "/monitor/camera/z9"),
                ("help", "/help"),
                ("about", "/about"),
                ("not-found", "/nowhere"),
            ]
        );

    [Theory]
    [InlineData("empty")]
    [InlineData("stopped")]
    [InlineData("truncated")]
    [InlineData("unknown-flavor")]
    [InlineData("three-cameras")]
    [InlineData("storm")]
    public Task The_monitor_is_ready_for_every_moment_of_a_night(string moment) =>
        PictureAsync(
            moment switch
            {
                "empty" => Moments.Empty(Now),
                "stopped" => Moments.Empty(Now, PipelineActivity.Stopped),
                "truncated" => Moments.Truncated(Now),
                "unknown-flavor" => Moments.UnknownFlavor(Now),
                "three-cameras" => Moments.ThreeCameras(Now),
                _ => Moments.Storm(Now),
            },
            [($"monitor-{moment}", "/monitor")]
        );

    private async Task PictureAsync(MonitorSnapshot snapshot, (string Name, string Path)[] pages)
    {
        var live = new ScriptedLiveState(snapshot);
        if (snapshot.Process is { Stages.IsEmpty: false, EndedAt: null })
        {
            NightLogs.Write(live);
        }

        await using var host = await WebHost.StartAsync(live);
        foreach (var light in Folder is null ? [false] : new[] { false, true })
        {
            foreach (var (width, height) in Folder is null ? [(1440, 900)] : new[] { (1440, 900), (1024, 700), (1920, 1080) })
            {
                await using var visitor = await chromium.VisitAsync(host.Address, width, height, light);
                visitor.MayComplain = pages.Any(page => page.Path == "/nowhere"); // the browser notes its 404
                foreach (var (name, path) in pages)
                {
                    await visitor.OpenAsync(path);
                    (await visitor.Page.Locator("main").CountAsync()).ShouldBe(1);
                    if (Folder is not null)
                    {
                        await visitor.Page.EvaluateAsync("document.fonts.ready");
                        var file = Path.Combine(Folder, $"{name}-{width}-{(light ? "light" : "dark")}.png");
                        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
                    }
                }
            }
        }
    }
}
