using Microsoft.Playwright;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

public sealed class FrameTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private ScriptedLiveState live = null!;
    private WebHost host = null!;

    public async Task InitializeAsync()
    {
        live = new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot());
        NightLogs.Write(live);
        host = await WebHost.StartAsync(live);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_theme_is_dark_until_somebody_chooses_and_is_remembered()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/monitor");
        (await ThemeAsync(visitor)).ShouldBe("dark");

        await visitor.Page.Keyboard.PressAsync("t");
        await visitor.Page.ReloadAsync();

        (await ThemeAsync(visitor)).ShouldBe("light");
    }

    [Fact]
    public async Task The_rail_collapses_and_stays_so()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/monitor");

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Collapse or expand" }).ClickAsync();
        await visitor.Page.ReloadAsync();

        var width = await visitor.Page.EvaluateAsync<int>("() => document.querySelector('.rail').offsetWidth");
        width.ShouldBe(48);
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keys()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/monitor");
        var keys = visitor.Page.Keyboard;

        await keys.PressAsync("?");
        await Expect(visitor.Page.Locator("#keyboard-help")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visitor.Page.Locator("#keyboard-help")).ToBeHiddenAsync();

        await keys.PressAsync("g");
        await keys.PressAsync("h");
        await Expect(visitor.Page).ToHaveTitleAsync("Help – QuickLook");

        await keys.PressAsync("g");
        await keys.PressAsync("m");
        await Expect(visitor.Page.Locator(".cell")).ToHaveCountAsync(30);
        await Expect(visitor.Page.Locator("h1")).ToBeFocusedAsync(); // a new page is read from its heading on

        await keys.PressAsync("/");
        await Expect(visitor.Page.Locator("[data-key='/']")).ToBeFocusedAsync();
        await keys.PressAsync("Escape");

        await visitor.Page.Locator("[aria-label='CHECK CCDS, arm b'] [data-petal='3']").FocusAsync();
        await keys.PressAsync("ArrowRight");
        await Expect(visitor.Page.Locator("[aria-label='CHECK CCDS, arm b'] [data-petal='2']")).ToBeFocusedAsync();
        await Expect(visitor.Page.Locator("[aria-label='CHECK CCDS, arm b'] [tabindex='0']")).ToHaveCountAsync(1);

        await keys.PressAsync("Enter");
        await Expect(visitor.Page).ToHaveTitleAsync("Noise AMP b2 – 00012345 science – QuickLook");
        await keys.PressAsync("]");
        await Expect(visitor.Page).ToHaveTitleAsync("Noise AMP b3 – 00012345 science – QuickLook");
        await keys.PressAsync("[");
        await Expect(visitor.Page).ToHaveTitleAsync("Noise AMP b2 – 00012345 science – QuickLook");

        await keys.PressAsync("g");
        await keys.PressAsync("m");
        await visitor.Page.GetByLabel("Log of b2").FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(visitor.Page).ToHaveTitleAsync("b2 – 00012345 – QuickLook");
        await keys.PressAsync("]");
        await Expect(visitor.Page).ToHaveTitleAsync("b3 – 00012345 – QuickLook");
    }

    [Fact]
    public async Task A_key_before_the_page_is_live_acts_when_it_is_unless_it_has_become_old()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        var gate = await HoldBackAsync(page);

        // The clock of the scripts stands unless the test moves it.
        await page.AddInitScriptAsync("let at = 1000; performance.now = () => at; globalThis.pass = (ms) => { at += ms; };");
        await page.GotoAsync("/monitor/camera/b3");
        var follow = page.Locator("[data-key='f']");
        await Expect(follow).ToHaveAttributeAsync("aria-pressed", "true");

        await page.Keyboard.PressAsync("f");
        await page.EvaluateAsync("pass(5001)");
        await page.Keyboard.PressAsync("t");
        (await ThemeAsync(visitor)).ShouldBe("light", "what the browser does itself is done at once");
        await page.Keyboard.PressAsync("f");
        await Expect(follow).ToHaveAttributeAsync("aria-pressed", "true");
        (await page.GetAttributeAsync("#heartbeat", "data-frame")).ShouldBe("0", "the page is not live yet");

        gate.SetResult();
        // One of the two: both would have changed it back.
        await Expect(follow)
            .ToHaveAttributeAsync("aria-pressed", "false", new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });
        await page.Keyboard.PressAsync("f");
        await Expect(follow).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_link_by_key_is_followed_before_the_page_is_live()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var gate = await HoldBackAsync(visitor.Page);
        await visitor.Page.GotoAsync("/monitor/camera/b3");

        await visitor.Page.Keyboard.PressAsync("]");

        await Expect(visitor.Page).ToHaveTitleAsync("b4 – 00012345 – QuickLook", new PageAssertionsToHaveTitleOptions { Timeout = 30_000 });
        gate.SetResult();
    }

    [Fact]
    public async Task A_petal_tells_its_tests_to_the_pointer_and_to_the_keyboard()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/monitor");

        await visitor.Page.Locator("[aria-label='CHECK CCDS, arm b'] [data-petal='3']").HoverAsync();

        await Expect(visitor.Page.Locator(".tip")).ToContainTextAsync("b3 CHECK CCDS: alarm");
        await Expect(visitor.Page.Locator(".tip")).ToContainTextAsync("normal 1.10 - 4.10");
    }

    [Fact]
    public async Task A_lost_connection_leaves_the_page_readable_says_so_and_comes_back_by_itself()
    {
        await using var relay = new Relay(host.Address);
        await using var visitor = await chromium.VisitAsync(relay.Address);
        visitor.MayComplain = true; // the browser reports the cut
        await visitor.OpenAsync("/monitor");
        await visitor.Page.Locator("[data-key='/']").FillAsync("unsent");

        relay.Cut();
        await Expect(visitor.Page.Locator("#components-reconnect-modal"))
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 });
        await Expect(visitor.Page.Locator(".is-stale")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 8_000 });
        await Expect(visitor.Page.Locator(".cell")).ToHaveCountAsync(30);
        await visitor.Page.Locator("[data-action='theme']").ClickAsync();
        (await ThemeAsync(visitor)).ShouldBe("light");

        live.Set(snapshot => snapshot with { Waiting = 9 });
        relay.Mend();
        await Expect(visitor.Page.GetByText("9 waiting").First)
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        await Expect(visitor.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(visitor.Page.Locator(".is-live")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("[data-key='/']")).ToHaveValueAsync("unsent");
    }

    [Fact]
    public async Task A_window_that_is_closed_leaves_the_live_state()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/monitor");
        live.Viewers.ShouldBe(1);

        await visitor.Page.GotoAsync("about:blank");

        // Before the browser goes: it may take with it the last words of the page.
        await Until(() => live.Viewers == 0);
    }

    [Fact]
    public async Task Scripts_come_from_this_server_only_by_its_own_policy()
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.Address) };

        using var answer = await client.GetAsync(new Uri("/about", UriKind.Relative));

        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self';");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("https://");
    }

    // A page that is opened does not become live before the gate is opened.
    private static async Task<TaskCompletionSource> HoldBackAsync(IPage page)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(
            "**/_blazor/negotiate**",
            async route =>
            {
                await gate.Task;
                await route.FallbackAsync();
            }
        );
        return gate;
    }

    private static Task<string> ThemeAsync(Visitor visitor) =>
        visitor.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme");

    private static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(50, deadline.Token);
        }
    }
}
