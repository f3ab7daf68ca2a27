using Microsoft.Playwright;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;

namespace QuickLook.Tests.Browser;

/// <summary>With QUICKLOOK_SCREENS=DIR every page is pictured into DIR, dark and light, in three sizes; without it, only opened.</summary>
public sealed class ScreensTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public Task Every_page_opens_in_both_themes_and_sizes() =>
        PictureAsync(
            new ScienceNight(Now).Snapshot() with
            {
                Queue = WaitingLine.Of(3, 97, Now, QueuePause.Backlog),
            },
            [
                ("monitor", "/monitor"),
                ("camera", "/monitor/camera/b3"),
                ("camera-failed", "/monitor/camera/r8"),
                ("camera-missing", "/monitor/camera/z9"),
                ("processing", "/processing"),
                ("processing-filtered", "/processing?state=failed&night=20261125&sort=exposure&size=25&page=2"),
                ("process", "/processing/4708"),
                ("process-none", "/processing/1"),
                ("configuration", "/admin/configuration"),
                ("qa-live", "/qa/live"),
                ("qa-alarm", "/qa/4711/CHECK_CCDs/rms?camera=b3"),
                ("qa-missing", "/qa/4711/CHECK_CCDs/rms?camera=z9"),
                ("qa-amplifiers", "/qa/104/CHECK_CCDs/rms?camera=b0"),
                ("qa-fibers", "/qa/104/CHECK_CCDs/xwsigma?camera=r0&part=W&fiber=12"),
                ("qa-snr", "/qa/104/CHECK_SPECTRA/snr?camera=r0"),
                ("qa-arc", "/qa/102/CHECK_ARC/checkarc?camera=z0"),
                ("qa-metric", "/qa/104/CHECK_CCDs/metric/XWSIGMA_FIB?camera=b0"),
                ("qa-no-test", "/qa/104/CHECK_CCDs/nonsense?camera=b0"),
                ("qa-none", "/qa/1"),
                ("trends-empty", "/trends"),
                ("conditions-empty", "/conditions"),
                ("survey", "/survey"),
                ("help", "/help"),
                ("about", "/about"),
                ("disk", "/admin/disk"),
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

    [Fact]
    public async Task What_opens_over_the_page_opens_in_both_themes()
    {
        var live = new ScriptedLiveState(new ScienceNight(Now).Snapshot());
        NightLogs.Write(live);
        live.Remember(new ScienceNight(Now).Process() with { ProcessId = 4710 });
        await using var host = await WebHost.StartAsync(live);
        foreach (var light in Pictures.Themes)
        {
            await using var relay = new Relay(host.Address);
            await using var visitor = await chromium.VisitAsync(relay.Address, light: light);
            visitor.MayComplain = true; // the connection is cut at the end
            var page = visitor.Page;
            await visitor.OpenAsync("/monitor?process=4710");
            await Pictures.ShootAsync(page, "over-past", light);

            await visitor.OpenAsync("/monitor");
            await page.Locator("[aria-label='CHECK CCDS, arm b'] [data-petal='3']").HoverAsync();
            await Pictures.ShootAsync(page, "over-petal", light);
            await page.Locator(".cell.fail").HoverAsync();
            await Pictures.ShootAsync(page, "over-cell", light);
            await page.Locator(".ctl summary").ClickAsync();
            await Pictures.ShootAsync(page, "over-menu", light);
            await page.Keyboard.PressAsync("Escape");
            await page.Keyboard.PressAsync("?");
            await Pictures.ShootAsync(page, "over-keys", light);
            await page.Keyboard.PressAsync("Escape");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop", Exact = true }).ClickAsync();
            await page.GetByText("Stop now").WaitForAsync();
            await Pictures.ShootAsync(page, "over-stop", light);
            await page.GetByText("Stop now").ClickAsync();
            await page.GetByText("Pipeline stopped").WaitForAsync();
            await Pictures.ShootAsync(page, "over-told", light);
            live.Set(snapshot => snapshot with { Pipeline = PipelineActivity.Idle });
            await page.Keyboard.PressAsync("\\");
            relay.Cut();
            await page.Locator(".is-stale").WaitForAsync();
            await Pictures.ShootAsync(page, "over-lost", light);
            live.Set(snapshot => snapshot with { Pipeline = PipelineActivity.Running });
        }
    }

    [Fact]
    public async Task The_disk_is_cleared_in_both_themes()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        host.Disk.Configuration = host.Disk.Configuration with { AllowsRawRemoval = true };
        foreach (var light in Pictures.Themes)
        {
            await using var visitor = await chromium.VisitAsync(host.Address, light: light);
            var page = visitor.Page;
            await visitor.OpenAsync("/admin/disk");
            await page.GetByLabel("Night 20261119").CheckAsync();
            await page.GetByText("List what would go").ClickAsync();
            await page.GetByText("What goes next").ClickAsync();
            await page.GetByText("older than 30 days").First.WaitForAsync();
            await page.GetByText("Clear 1.89 GB").ClickAsync();
            await Pictures.ShootAsync(page, "disk-sure", light);
            host.Disk.Hold = new TaskCompletionSource();
            await page.GetByText("Yes, remove").ClickAsync();
            await page.GetByText("3 of 7 processes").WaitForAsync();
            await Pictures.ShootAsync(page, "disk-clearing", light);
            host.Disk.Hold.SetResult();
            await page.GetByText("490 files of 7 processes removed").WaitForAsync();
            await Pictures.ShootAsync(page, "disk-cleared", light);
        }
    }

    [Fact]
    public async Task What_is_asked_before_commands_opens_in_both_themes()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()), role: Role.Admin);
        foreach (var light in Pictures.Themes)
        {
            await using var visitor = await chromium.VisitAsync(host.Address, light: light);
            var page = visitor.Page;
            await visitor.OpenAsync("/processing");
            await page.Locator(".history tbody input[type=checkbox]").Nth(1).CheckAsync();
            await page.Locator(".history tbody input[type=checkbox]").Nth(2).CheckAsync();
            await page.GetByText("Reprocess …").ClickAsync();
            await page.GetByText("only these").ClickAsync();
            await page.Locator(".reprocess [aria-label='Arm r']").ClickAsync();
            await Pictures.ShootAsync(page, "over-reprocess", light);
            await page.GetByText("Queue 2 exposures").ClickAsync();
            await page.GetByText("2 processes were queued").WaitForAsync();
            await Pictures.ShootAsync(page, "over-queued", light);

            await visitor.OpenAsync("/admin/configuration");
            await page.GetByText("Add an engine").ClickAsync();
            await page.Locator("#field-workers").FillAsync("900");
            await page.Locator("#field-retry-retries").FillAsync("5");
            await page.Locator(".engine .fault").First.WaitForAsync();
            await Pictures.ShootAsync(page, "configuration-faults", light);
            await page.Locator("#engines-1-silence").ScrollIntoViewIfNeededAsync();
            await Pictures.ShootAsync(page, "configuration-engine", light);
            await page.Locator("#field-workers").FillAsync("4");
            await page.Locator("#engines-1-command").FillAsync("/bin/true");
            await page.GetByText("Save …").ClickAsync();
            await page.Locator(".changes").WaitForAsync();
            await Pictures.ShootAsync(page, "over-save", light);
            await page.Locator(".rz-dialog").GetByText("Cancel").ClickAsync();
            await page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "JSON" }).ClickAsync();
            await page.Locator("#configuration-json").WaitForAsync();
            await Pictures.ShootAsync(page, "configuration-json", light);
        }
    }

    private async Task PictureAsync(MonitorSnapshot snapshot, (string Name, string Path)[] pages)
    {
        var live = new ScriptedLiveState(snapshot);
        if (snapshot.Process is { Stages.IsEmpty: false, EndedAt: null })
        {
            NightLogs.Write(live);
        }

        await using var host = await WebHost.StartAsync(live);
        var mappings = new ScriptedMappings().Current;
        foreach (var exposure in new[] { 102, 104 })
        {
            live.Remember(GoldenProcess.Lay(host.Shelf, exposure, exposure, mappings, Now));
            GoldenProcess.LayPast(host.Shelf, exposure, mappings);
        }

        host.Shelf.Put(4711, Cameras.Id("b3"), GoldenSet.A.ExpectedMerged("b0", 104));
        foreach (var (light, width, height) in Pictures.Looks)
        {
            await using var visitor = await chromium.VisitAsync(host.Address, width, height, light);
            visitor.MayComplain = pages.Any(page => page.Path == "/nowhere"); // the browser notes its 404
            foreach (var (name, path) in pages)
            {
                await visitor.OpenAsync(path);
                (await visitor.Page.Locator("main").CountAsync()).ShouldBe(1);
                await visitor.Page.WaitForFunctionAsync("() => !document.querySelector('.plot .drawing')");
                await Pictures.ShootAsync(visitor.Page, $"{name}-{width}", light);
            }
        }
    }
}
