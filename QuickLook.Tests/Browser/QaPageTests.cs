using System.Globalization;
using Microsoft.Playwright;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

/// <summary>From an alarm to its figure, by pointer and by keys, over golden documents.</summary>
public sealed class QaPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly ScriptedLiveState live = new(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot());
    private WebHost host = null!;

    public async Task InitializeAsync()
    {
        host = await WebHost.StartAsync(live);
        host.Shelf.Put(4711, Cameras.Id("b3"), GoldenSet.A.ExpectedMerged("b0", 104));
        host.Shelf.Put(4711, Cameras.Id("r5"), GoldenSet.A.ExpectedMerged("r0", 104));
        live.Remember(GoldenProcess.Lay(host.Shelf, 104, 104, new ScriptedMappings().Current, TimeProvider.System.GetUtcNow()));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task An_alarm_leads_to_its_figure_by_click_and_back_and_forward_keep_the_place()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/monitor");

        await page.Locator(".sentence h1 a").First.ClickAsync();
        await Expect(page).ToHaveURLAsync($"{host.Address}/qa/4711/CHECK_CCDs/rms?camera=b3");
        await Expect(page.Locator(".qa-figure h2")).ToHaveTextAsync("Noise AMP");
        await Expect(page.Locator("table.sum td.v")).ToHaveCountAsync(4);

        await page.Locator(".qa-tests .row", new PageLocatorOptions { HasText = "Bias AMP" }).ClickAsync();
        await Expect(page.Locator(".qa-figure h2")).ToHaveTextAsync("Bias AMP");
        await page.Locator("[aria-label='CHECK CCDS, arm r'] [data-petal='5']").ClickAsync();
        await Expect(page).ToHaveURLAsync($"{host.Address}/qa/4711/CHECK_CCDs/xwsigma?camera=r5");
        await page.GoBackAsync();
        await Expect(page.Locator(".qa-figure h2")).ToHaveTextAsync("Bias AMP");
        await Expect(page.Locator(".qa-tests h2")).ToHaveTextAsync("Tests of b3");
        await page.GoForwardAsync();
        await Expect(page.Locator(".qa-figure h2")).ToHaveTextAsync("XWSIGMA");
        await Expect(page.Locator(".wheel a[aria-current]")).ToHaveAttributeAsync("data-petal", "5");
    }

    [Fact]
    public async Task A_page_that_is_opened_afresh_reads_its_document_once()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);

        await visitor.OpenAsync("/qa/104/CHECK_CCDs/rms?camera=b0");

        await Expect(visitor.Page.Locator("table.sum td.v")).ToHaveCountAsync(4);
        host.Shelf.Reads.ShouldBe(1, "once on the server, and the live page takes it over");
    }

    [Fact]
    public async Task Keys_alone_lead_from_the_monitor_to_any_figure()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/monitor");

        await page.Locator("[aria-label='CHECK CCDS, arm b'] [data-petal='3']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".qa-figure h2")).ToHaveTextAsync("Noise AMP");
        await PressAsync("n", "NGOODFIB", "z7");
        await PressAsync("n", "XWSIGMA", "r5");
        await PressAsync("p", "NGOODFIB", "z7");
        await PressAsync("b", "NGOODFIB", "b7");
        await PressAsync("0", "NGOODFIB", "b0");
        await PressAsync("[", "NGOODFIB", "z9");
        await PressAsync("]", "NGOODFIB", "b0");
        await PressAsync("j", "XYSHIFTS", "b0");
        await PressAsync("k", "NGOODFIB", "b0");
        await PressAsync(".", "PEAKCOUNT", "b0");
        await PressAsync(",", "NGOODFIB", "b0");

        async Task PressAsync(string key, string test, string camera)
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator(".qa-figure h2")).ToHaveTextAsync(test);
            await Expect(page.Locator(".qa-tests h2")).ToHaveTextAsync($"Tests of {camera}");
        }
    }

    [Fact]
    public async Task A_fiber_is_chosen_in_a_figure_and_stands_in_the_address()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/qa/104/CHECK_CCDs/xwsigma?camera=b0&part=W");
        var plot = page.Locator(".qa-plots .plot").First;
        await Expect(plot.Locator("svg.main-svg").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });

        // Where the first fiber of the first trace is drawn.
        var at = await page.EvaluateAsync<double[]>(
            """
            () => {
              const plot = document.querySelector(".qa-plots .plot");
              const layout = plot._fullLayout, box = plot.getBoundingClientRect(), trace = plot.data.find((each) => each.text);
              return [box.left + layout.xaxis._offset + layout.xaxis.d2p(trace.x[0]), box.top + layout.yaxis._offset + layout.yaxis.d2p(trace.y[0]), Number(trace.text[0])];
            }
            """
        );
        await page.Mouse.MoveAsync((float)at[0], (float)at[1]);
        await page.Mouse.ClickAsync((float)at[0], (float)at[1]);

        await Expect(page.Locator(".fiber-summary h2 b")).ToHaveTextAsync($"{at[2]}");
        page.Url.ShouldContain($"fiber={at[2]}");
    }

    [Fact]
    public async Task A_click_on_a_point_of_the_past_opens_its_exposure_at_the_same_test()
    {
        GoldenProcess.LayPast(host.Shelf, 104, new ScriptedMappings().Current);
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/qa/104/CHECK_CCDs/rms?camera=b0");
        await page.Locator("[data-figure='rms-past'] .plot").ScrollIntoViewIfNeededAsync();
        await page.Locator("[data-figure='rms-past'] .plot[data-drawn]").WaitForAsync();

        // The newest exposure before, which has the process 999.
        var at = await page.EvaluateAsync<float[]>(
            """
            () => {
              const plot = document.querySelector("[data-figure='rms-past'] .plot");
              const { xaxis, yaxis } = plot._fullLayout, box = plot.getBoundingClientRect();
              const trace = plot.data.find((each) => each.mode === "markers" && [...each.x].includes(103));
              const point = [...trace.x].indexOf(103);
              return [box.left + xaxis._offset + xaxis.d2p(trace.x[point]), box.top + yaxis._offset + yaxis.d2p(trace.y[point])];
            }
            """
        );
        await page.Mouse.MoveAsync(at[0] - 2, at[1]);
        await page.Mouse.MoveAsync(at[0], at[1]);
        await Expect(page.Locator(".hoverlayer .hovertext").First).ToContainTextAsync("click: open its QA");
        await page.Mouse.ClickAsync(at[0], at[1]);

        await Expect(page).ToHaveURLAsync($"{host.Address}/qa/999/CHECK_CCDs/rms?camera=b0");
    }

    [Fact]
    public async Task Fibers_selected_in_one_figure_are_marked_in_all_until_they_are_let_go()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await OpenFibersAsync(visitor);
        var drawings = await page.EvaluateAsync<int>("() => document.querySelectorAll('.qa-plots .plot').length");
        drawings.ShouldBeGreaterThan(1);

        await SelectAsync(page, 0.15f, 0.5f);

        var bar = page.Locator(".fiber-selection");
        var count = await SelectedAsync(page, more: 0);
        count.ShouldBeGreaterThan(1);
        (await bar.Locator("a").GetAttributeAsync("href"))!.ShouldStartWith("spectra/104?fiber=");
        var marked = await page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('canvas.selected')].map((one) => Number(one.dataset.count))"
        );
        marked.Length.ShouldBeGreaterThan(1, "the figure of the selection and another one");
        marked.ShouldAllBe(marks => marks == count);
        page.Url.ShouldNotContain("fiber=", Case.Sensitive, "a selection is not in the address");
        await Pictures.ShootAsync(page, "selection", light: false);

        await page.Keyboard.PressAsync("Escape");
        await Expect(bar).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("() => !document.querySelector('canvas.selected')");

        await SelectAsync(page, 0.5f, 0.9f);
        await Expect(bar).ToBeVisibleAsync();
        var box = (await page.Locator(".qa-plots .plot .nsewdrag").First.BoundingBoxAsync())!;

        // Two clicks are a double click when the page hears the second one half a second after the first at the latest.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await bar.CountAsync() > 0)
        {
            deadline.IsCancellationRequested.ShouldBeFalse("a double click lets go");
            await page.Mouse.DblClickAsync(box.X + 4, box.Y + 4);
            await bar.WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 2000 })
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    [Fact]
    public async Task Shift_adds_the_fibers_of_a_box_to_the_selection_and_Alt_takes_them_away()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await OpenFibersAsync(visitor);

        await SelectAsync(page, 0.2f, 0.4f);
        var left = await SelectedAsync(page, more: 0);
        await SelectAsync(page, 0.6f, 0.8f, "Shift");
        var both = await SelectedAsync(page, more: left);
        await SelectAsync(page, 0.15f, 0.5f, "Alt");
        var right = await SelectedAsync(page, less: both);
        right.ShouldBe(both - left, "all of the first box are taken away, none of the second");

        await SelectAsync(page, 0.2f, 0.4f);
        await page.WaitForFunctionAsync($"() => document.querySelector('.fiber-selection b')?.textContent.startsWith('{left} ')");
    }

    [Fact]
    public async Task When_a_camera_ends_its_figures_appear_by_themselves()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/qa/live/CHECK_CCDs/rms?camera=b6");
        await Expect(visitor.Page.Locator(".qa-why")).ToContainTextAsync("Figures appear here");

        host.Shelf.Put(4711, Cameras.Id("b6"), GoldenSet.A.ExpectedMerged("b0", 104));
        live.Set(Cameras.Id("b6"), camera => camera with { State = RunState.Succeeded, EndedAt = TimeProvider.System.GetUtcNow() });

        await Expect(visitor.Page.Locator("table.sum td.v")).ToHaveCountAsync(4);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1024, 700)]
    public async Task Nothing_is_cut_off_in_a_small_window(int width, int height)
    {
        await using var visitor = await chromium.VisitAsync(host.Address, width, height);
        await visitor.OpenAsync("/qa/104/CHECK_CCDs/rms?camera=b0");
        await Expect(visitor.Page.Locator("table.sum td.v")).ToHaveCountAsync(4);

        (
            await visitor.Page.EvaluateAsync<int>(
                "() => { const m = document.querySelector('main'); return m.scrollWidth - m.clientWidth; }"
            )
        ).ShouldBeLessThanOrEqualTo(0);
        (
            await visitor.Page.EvaluateAsync<int>(
                "() => { const t = document.querySelector('.sum').closest('.scroll-x'); return t.scrollWidth - t.clientWidth; }"
            )
        ).ShouldBeLessThanOrEqualTo(0);
    }

    private static async Task OpenFibersAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/qa/104/CHECK_CCDs/xwsigma?camera=b0&part=W");
        await visitor.Page.WaitForFunctionAsync(
            "() => document.querySelector('.qa-plots .plot') && !document.querySelector('.qa-plots .plot:not([data-drawn])')"
        );
    }

    // Draws a box over a part of the width of the first figure with fibers; keys are pressed after the drag has begun.
    private static async Task SelectAsync(IPage page, float from, float to, string? key = null)
    {
        var plot = page.Locator(".qa-plots .plot", new PageLocatorOptions { Has = page.Locator("[data-title='Box Select']") }).First;
        await plot.HoverAsync();
        await plot.Locator("[data-title='Box Select']").ClickAsync();
        var area = (await plot.Locator(".nsewdrag").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(area.X + (from * area.Width), area.Y + 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(area.X + (to * area.Width), area.Y + area.Height - 2, new MouseMoveOptions { Steps = 5 });
        if (key is not null)
        {
            await page.Keyboard.DownAsync(key);
        }

        await page.Mouse.UpAsync();
        if (key is not null)
        {
            await page.Keyboard.UpAsync(key);
        }
    }

    // How many fibers the bar of the page says are selected, once they are more or less than before.
    private static async Task<int> SelectedAsync(IPage page, int more = -1, int less = int.MaxValue)
    {
        var found = await page.WaitForFunctionAsync(
            """
            ([more, less]) => {
              const count = parseInt(document.querySelector(".fiber-selection b")?.textContent ?? "0", 10);
              return count > more && count < less ? String(count) : false;
            }
            """,
            new[] { more, less }
        );
        return int.Parse(await found.JsonValueAsync<string>(), CultureInfo.InvariantCulture);
    }
}
