using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing;
using QuickLook.Tests.Golden;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

public sealed class CcdPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Ready = "() => document.querySelector('[data-ccd-view]')?.dataset.ccdReady === 'true'";
    private readonly ScriptedLiveState live = new(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot());
    private WebHost host = null!;

    public async Task InitializeAsync()
    {
        host = await WebHost.StartAsync(live);
        host.Shelf.Put(104, new Neighbours(new Neighbour(103, new ExposureId(103)), null));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_read_out_says_what_the_file_has_at_the_pixel_under_the_pointer()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/ccd/104?camera=r0&x=200&y=800&zoom=16");
        await page.WaitForFunctionAsync(Ready);
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(104)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse("r0").Value).Value;

        // The middle of the view is the pixel of the address; five pixels to the right and three up from there.
        var box = (await page.Locator("[data-ccd-view]").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + (5 * 16), box.Y + (box.Height / 2) - (3 * 16));

        var value = raw.Pixels[803, 205].ToString("F0", CultureInfo.InvariantCulture);
        await Expect(page.Locator("[data-r=column]")).ToHaveTextAsync("205");
        await Expect(page.Locator("[data-r=row]")).ToHaveTextAsync("803");
        await Expect(page.Locator("[data-r=value]")).ToHaveTextAsync(value);
        await Expect(page.Locator("[data-r=area]")).ToHaveTextAsync("C (3)");
    }

    [Fact]
    public async Task The_picture_shows_the_pixels_where_they_are()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        using var exposure = RawExposure.Open(GoldenSet.A.RawFile(104)).Value;
        using var raw = exposure.ReadCamera(CameraId.Parse("r0").Value).Value;
        await visitor.OpenAsync("/ccd/104?camera=r0&x=200&y=800&zoom=16&show=saturated&limits=manual&low=100&high=355");
        await page.WaitForFunctionAsync(Ready);

        // Grey goes in 255 steps from 100 to 355: a level of the canvas is the value less 100, as the browser decodes our PNG.
        foreach (var (right, up) in new[] { (0, 0), (7, 2), (-11, 5), (3, -9) })
        {
            var level = await page.EvaluateAsync<int>(
                "([right, up]) => { const c = document.querySelector('[data-ccd-picture]'); const d = devicePixelRatio;"
                    + " const v = document.querySelector('[data-ccd-view]');"
                    + " return c.getContext('2d').getImageData(Math.round((v.clientWidth / 2 + right * 16) * d), Math.round((v.clientHeight / 2 - up * 16) * d), 1, 1).data[0]; }",
                new[] { right, up }
            );
            var expected = Math.Clamp(raw.Pixels[800 + up, 200 + right] - 100, 0, 255);
            ((double)level).ShouldBe(expected, 1.5, $"{right}, {up}");
        }
    }

    [Fact]
    public async Task Moving_and_zooming_are_kept_in_the_address_and_come_back_with_it()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/ccd/104?camera=r0&kind=preprocessed");
        await page.WaitForFunctionAsync(Ready);
        var view = page.Locator("[data-ccd-view]");
        var box = (await view.BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        for (var turn = 0; turn < 6; turn++)
        {
            await page.Mouse.WheelAsync(0, -300);
        }

        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 120, box.Y + (box.Height / 2) + 40, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.Locator("label:has([value=asinh])").ClickAsync();
        await page.Locator("[data-ccd=map]").SelectOptionAsync("viridis");
        await page.Locator("[data-ccd=limits]").SelectOptionAsync("p99.5");
        await page.Locator("[data-ccd-show=cosmic]").CheckAsync();
        await Expect(page)
            .ToHaveURLAsync(Pattern("stretch=asinh&limits=p99.5&map=viridis&show=amps,cosmic&x=[0-9.]+&y=[0-9.]+&zoom=[0-9.]+$"));
        await page.WaitForFunctionAsync(Ready);
        var address = page.Url;
        var zoom = await page.Locator("[data-ccd-zoom]").TextContentAsync();

        await visitor.OpenAsync(new Uri(address).PathAndQuery);
        await page.WaitForFunctionAsync(Ready);

        page.Url.ShouldBe(address);
        await Expect(page.Locator("[data-ccd-zoom]")).ToHaveTextAsync(zoom!);
        await Expect(page.Locator("[value=asinh]")).ToBeCheckedAsync();
        await Expect(page.Locator("[data-ccd-show=cosmic]")).ToBeCheckedAsync();
        await Expect(page.Locator("[data-ccd=limits]")).ToHaveValueAsync("p99.5");

        await page.Keyboard.PressAsync("0");
        await Expect(page).Not.ToHaveURLAsync(Pattern("zoom="));
    }

    [Fact]
    public async Task A_click_shows_cuts_and_the_fiber_with_its_spectrum()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/ccd/104?camera=r0&kind=preprocessed&fiber=12");
        await Expect(page.Locator("[data-r=chosen]")).ToHaveTextAsync("12");
        await Expect(page).ToHaveURLAsync(Pattern("zoom=6&fiber=12"));
        await page.WaitForFunctionAsync(Ready);
        var box = (await page.Locator("[data-ccd-view]").BoundingBoxAsync())!;

        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));

        await Expect(page.Locator("[data-ccd-cut-title=row]")).ToContainTextAsync("at the marked pixel");
        await Expect(page.Locator("[data-r=fiber]")).ToHaveTextAsync("12");
        await Expect(page.Locator("[data-r=wave]")).ToContainTextAsync("Å");
        await Expect(page.Locator("[data-ccd-spectrum]")).ToHaveAttributeAsync("href", "spectra/104?fiber=12");
        await Expect(page).ToHaveURLAsync(Pattern("cut=[0-9]+,[0-9]+"));
    }

    [Fact]
    public async Task Keys_step_through_cameras_and_images_and_take_the_view_along()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/ccd/104?camera=r0&stretch=log&x=200&y=300&zoom=4");
        await page.WaitForFunctionAsync(Ready);

        await page.Keyboard.PressAsync("]");
        await Expect(page.Locator("h1")).ToHaveTextAsync("CCD z0");
        await Expect(page).ToHaveURLAsync(Pattern("camera=z0&stretch=log&x=200&y=300&zoom=4"));
        await Expect(page.Locator("[data-ccd-view]")).ToHaveAttributeAsync("data-ccd-view", Pattern("/tiles/104/z0/raw"));

        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator("[data-ccd-view]")).ToHaveAttributeAsync("data-ccd-view", Pattern("/tiles/104/z0/preprocessed"));
        await Expect(page.Locator(".ccd-choice [aria-current]")).ToHaveTextAsync("Preprocessed");
    }

    [Fact]
    public async Task Every_state_of_the_page_is_pictured()
    {
        foreach (var (light, width, height) in Pictures.Looks)
        {
            await using var visitor = await chromium.VisitAsync(host.Address, width, height, light);
            await visitor.OpenAsync("/ccd/104?camera=r0&kind=preprocessed&stretch=asinh&show=amps,traces,saturated,cosmic,bad&cut=195,621");
            await visitor.Page.WaitForFunctionAsync(Ready);
            await Expect(visitor.Page.Locator("[data-ccd-cut-title=row]")).ToContainTextAsync("at the marked pixel");
            await Pictures.ShootAsync(visitor.Page, $"ccd-{width}", light);
            await visitor.OpenAsync("/ccd/104?camera=b9");
            await Expect(visitor.Page.Locator(".ccd-missing")).ToBeVisibleAsync();
            await Pictures.ShootAsync(visitor.Page, $"ccd-missing-{width}", light);
        }
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.None, TimeSpan.FromSeconds(1));
}
