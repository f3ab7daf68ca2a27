using Microsoft.Playwright;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

/// <summary>Ten petals of 500 fibers, and spectra of a petal, at a real browser.</summary>
public sealed class FocalPlanePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const long Science = 4707;

    // Of a goal of the issue (a focal plane of 5000 fibers within 1 s) the suite asserts three times the time.
    private const int MostMilliseconds = 3000;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_focal_plane_of_5000_fibers_is_drawn_soon_after_the_click()
    {
        await using var host = await StartAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync($"/fibers/{Science}");
        await DrawnAsync(page, "good-fibers", "Good fibers, arm r");

        await Expect(page.Locator(".plane-sentence"))
            .ToContainTextAsync("4\u202f288 of 4\u202f500 fibers good; 212 of petal 7 without flux");
        await Expect(page.Locator(".plane-page aside tr.off")).ToContainTextAsync("has no document");

        // From the click to the drawing, measured in the page.
        await page.EvaluateAsync(
            """
            () => {
              const link = document.querySelector("nav[aria-label='Arm'] a.arm-z");
              link.addEventListener("click", () => {
                const began = performance.now();
                const plot = document.querySelector(".plot");
                delete plot.dataset.drawnMs;
                const wait = () => (document.querySelector(".plot").dataset.drawnMs ? (window.tookMs = performance.now() - began) : requestAnimationFrame(wait));
                requestAnimationFrame(wait);
              }, { capture: true });
            }
            """
        );
        await page.Keyboard.PressAsync("z");
        await DrawnAsync(page, "good-fibers", "Good fibers, arm z");
        await page.WaitForFunctionAsync("() => window.tookMs > 0");
        var took = await page.EvaluateAsync<double>("() => window.tookMs");
        Console.WriteLine($"focal plane of 5000 fibers, from click to drawing {took:F0} ms");
        took.ShouldBeLessThan(MostMilliseconds);

        var points = await page.EvaluateAsync<int>(
            "() => document.querySelector('.plot').data.reduce((sum, trace) => sum + trace.x.length, 0)"
        );
        points.ShouldBe(5000);
    }

    [Fact]
    public async Task A_click_on_a_fiber_of_the_focal_plane_shows_its_values_and_where_to_look_next()
    {
        await using var host = await StartAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync($"/focus/{Science}?arm=r&part=w");
        await DrawnAsync(page, "focus-w", "W sigma, arm r");

        var place = await page.EvaluateAsync<float[]>(
            """
            () => {
              const plot = document.querySelector(".plot");
              const { xaxis, yaxis } = plot._fullLayout;
              const box = plot.getBoundingClientRect();
              const trace = plot.data.find(one => one.text?.includes("0"));
              const at = trace.text.indexOf("0");
              return [box.left + xaxis._offset + xaxis.d2p(trace.x[at]), box.top + yaxis._offset + yaxis.d2p(trace.y[at])];
            }
            """
        );
        await page.Mouse.ClickAsync(place[0], place[1]);

        await Expect(page.Locator(".fiber-summary h2")).ToContainTextAsync("Fiber 0");
        await Expect(page.Locator(".fiber-summary")).ToContainTextAsync("Reference of r0");
        await Expect(page.Locator(".fiber-summary nav a").First).ToHaveAttributeAsync("href", $"spectra/{Science}?fiber=0");
        await page.Keyboard.PressAsync("x");
        await DrawnAsync(page, "focus-x", "X sigma, arm r");
        await Expect(page.Locator(".fiber-summary h2")).ToContainTextAsync("Fiber 0");
    }

    [Fact]
    public async Task Viewers_open_in_both_themes_and_sizes()
    {
        await using var host = await StartAsync();
        (string Name, string Path)[] pages =
        [
            ("spectra", $"/spectra/{Science}?fiber=2517&show=skylines,sky"),
            ("spectra-several", $"/spectra/{Science}?fiber=2500,2501,2517&arms=rz&smooth=gauss-2&show=noise"),
            ("spectra-none", "/spectra/4706"),
            ("fibers", $"/fibers/{Science}?fiber=3600"),
            ("focus", $"/focus/{Science}?fiber=2517"),
            ("snr", $"/snr/{Science}"),
            ("log", $"/logs/{Science}/b3"),
        ];
        foreach (var (light, width, height) in Pictures.Looks)
        {
            await using var visitor = await chromium.VisitAsync(host.Address, width, height, light);
            foreach (var (name, path) in pages)
            {
                await visitor.OpenAsync(path);
                await Expect(visitor.Page.Locator("h1").First).ToBeVisibleAsync();
                await visitor.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.plot')].every(plot => plot.dataset.drawn)");
                await Pictures.ShootAsync(visitor.Page, $"{name}-{width}", light);
            }
        }
    }

    [Fact]
    public async Task A_page_that_is_opened_afresh_reads_its_results_once()
    {
        await using var host = await StartAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);

        await visitor.OpenAsync($"/fibers/{Science}");

        await Expect(visitor.Page.Locator(".plane-page aside tr").First).ToBeVisibleAsync();
        host.Shelf.Reads.ShouldBe(1, "once on the server, and the live page takes it over");
    }

    private static async Task<WebHost> StartAsync()
    {
        var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        FullFocalPlane.Lay(host.Shelf, Science);
        foreach (var camera in new[] { "b5", "r5", "z5" })
        {
            host.Spectra.Put(Science, camera, Enumerable.Range(2500, 500), field: FullFocalPlane.Field);
        }

        return host;
    }

    private static async Task DrawnAsync(IPage page, string figure, string title)
    {
        await Expect(page.Locator($"[data-figure='{figure}'] h3")).ToHaveTextAsync(title);
        await page.Locator($"[data-figure='{figure}'] .plot[data-drawn='{figure}']").WaitForAsync();
    }
}
