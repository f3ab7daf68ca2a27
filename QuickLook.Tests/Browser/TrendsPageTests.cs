using Microsoft.Playwright;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

/// <summary>Trends and conditions in a real browser.</summary>
public sealed class TrendsPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_camera_more_is_drawn_and_written_into_the_address()
    {
        await using var host = await StartAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/monitor");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Trends");
        await DrawnAsync(page);
        await Expect(page.Locator(".trend-table tbody tr")).ToHaveCountAsync(4);

        await page.Locator(".picker .camera").GetByText("b1", new LocatorGetByTextOptions { Exact = true }).ClickAsync();

        await Expect(page.Locator(".trend-table tbody tr")).ToHaveCountAsync(8);
        await DrawnAsync(page);
        page.Url.ShouldEndWith("/trends?q=metric-noise&cameras=b0,b1&nights=month");
        (await page.EvaluateAsync<int>("() => document.querySelector('.plot').data.length")).ShouldBeGreaterThan(1);
        await visitor.OpenAsync(new Uri(page.Url).PathAndQuery);
        await Expect(page.Locator(".trend-table tbody tr")).ToHaveCountAsync(8);

        await page.Locator(".night-range button").First.ClickAsync();
        await Expect(page.Locator(".viewer-head .about")).ToContainTextAsync("night 20201112");
    }

    [Fact]
    public async Task A_quantity_is_drawn_against_another_and_leads_to_itself_over_time()
    {
        await using var host = await StartAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/monitor");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Conditions");
        await DrawnAsync(page);
        await Expect(page.Locator(".joined")).ToContainTextAsync("38 exposures have both");

        await page.GetByText("Swap").ClickAsync();

        await Expect(page.Locator(".viewer-head .about")).ToHaveTextAsync("AIRMASS against SKY BRIGHTNESS r0");
        await DrawnAsync(page);
        page.Url.ShouldContain("x=metric-skybrightness&xcamera=r0&y=exposure-airmass");
        await page.Locator("[aria-label='Across (x)'] a").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Trends");
        await Expect(page.Locator(".trend-table tbody tr")).ToHaveCountAsync(1);
        await DrawnAsync(page);
    }

    [Fact]
    public async Task Trends_and_conditions_open_in_both_themes_and_sizes()
    {
        await using var host = await StartAsync();
        (string Name, string Path)[] pages =
        [
            ("trends", "/trends"),
            ("trends-several", "/trends?cameras=b0,b1,r0,r3,z0&elements=A,C&flavor=science&program=dark"),
            ("trends-exposure", "/trends?q=exposure-airmass&first=20201101"),
            ("trends-none", "/trends?cameras=z9&flavor=twilight"),
            ("conditions", "/conditions"),
            ("conditions-cameras", "/conditions?x=metric-noise&xcamera=b0&xelement=B&y=metric-noise&ycamera=b1&yelement=D"),
            ("conditions-none", "/conditions?ycamera=z9"),
        ];
        foreach (var (light, width, height) in Pictures.Looks)
        {
            await using var visitor = await chromium.VisitAsync(host.Address, width, height, light);
            foreach (var (name, path) in pages)
            {
                await visitor.OpenAsync(path);
                await Expect(visitor.Page.Locator(".over-time-choice, .conditions-choice")).ToBeVisibleAsync();
                await DrawnAsync(visitor.Page);
                var beyond = await visitor.Page.EvaluateAsync<int>(
                    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
                );
                beyond.ShouldBe(0, $"{path} is wider than a window of {width} px");
                await Pictures.ShootAsync(visitor.Page, $"{name}-{width}", light);
            }
        }
    }

    private static async Task<WebHost> StartAsync()
    {
        var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        NightValues.Lay(host.Trends, new[] { "b0", "b1", "r0", "r3", "z0" }.Select(name => CameraId.Parse(name).Value));
        return host;
    }

    private static Task DrawnAsync(IPage page) =>
        page.WaitForFunctionAsync(
            "() => !document.querySelector('[aria-busy=true]') && [...document.querySelectorAll('.plot')].every(plot => plot.dataset.drawn)"
        );
}
