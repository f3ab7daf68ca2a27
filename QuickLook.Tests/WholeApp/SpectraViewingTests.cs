using Microsoft.Playwright;
using QuickLook.Core.Access;
using QuickLook.Tests.Browser;
using QuickLook.Tests.Core.Storage;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.WholeApp;

/// <summary>Golden exposures, processed by the real pipeline, and their spectra, focal planes and logs at a real browser.</summary>
[Collection(PostgresTests.Name)]
public sealed class SpectraViewingTests(PostgresFixture postgres, Chromium chromium) : IClassFixture<Chromium>
{
    private const float Patience = 30_000;

    // Widths of the drawn map differ with the window; a point is found where the library put it.
    private const string PlaceOfFiber = """
        fiber => {
          const plot = document.querySelector("[data-figure='spectra-map'] .plot");
          const { xaxis, yaxis } = plot._fullLayout;
          const box = plot.getBoundingClientRect();
          for (const trace of plot.data) {
            const at = (trace.text ?? []).indexOf(String(fiber));
            if (at >= 0) {
              return [box.left + xaxis._offset + xaxis.d2p(trace.x[at]), box.top + yaxis._offset + yaxis.d2p(trace.y[at])];
            }
          }
          return null;
        }
        """;

    [Fact]
    public async Task A_fiber_is_chosen_on_the_map_by_its_number_and_by_key_and_seen_in_all_arms()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        using var session = await served.SignInAsync(Role.Viewer);
        await using var visitor = await chromium.VisitAsync(served.Address, session: session);
        var page = visitor.Page;
        await served.Observatory.TakeAsync(104, golden: 104);
        await visitor.OpenAsync("/processing");
        await ShowsAsync(page.Locator(".history tbody tr").First, "succeeded");

        await visitor.OpenAsync("/spectra/1");
        await ShowsAsync(page.Locator(".fiber-summary h2"), "Fiber 0");
        await ShowsAsync(page.Locator("[data-figure='spectrum'] h3"), "Spectrum of fiber 0 SKY");
        await DrawnAsync(page, "spectrum");
        await DrawnAsync(page, "spectra-map");
        (await TracesAsync(page)).ShouldBe(["b0", "r0", "z0"]);
        await Expect(page.Locator("[data-figure='spectrum'] small")).ToContainTextAsync("10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹");

        var place = await page.EvaluateAsync<float[]>(PlaceOfFiber, 54);
        await page.Mouse.ClickAsync(place[0], place[1]);
        await ShowsAsync(page.Locator(".fiber-summary h2"), "Fiber 54");
        await Expect(page).ToHaveURLAsync($"{served.Address}/spectra/1?fiber=54");

        await page.GetByLabel("Fiber", new PageGetByLabelOptions { Exact = true }).FillAsync("11");
        await page.Keyboard.PressAsync("Enter");
        await ShowsAsync(page.Locator("[data-figure='spectrum'] h3"), "fiber 11 QSO, ELG");
        await ShowsAsync(page.Locator(".fiber-summary"), "Median SNR, r0");

        await page.Locator("h1").ClickAsync(); // keys act outside of fields
        await page.Keyboard.PressAsync(".");
        await ShowsAsync(page.Locator(".fiber-summary h2"), "Fiber 12");
        await page.Keyboard.PressAsync(",");
        await ShowsAsync(page.Locator(".fiber-summary h2"), "Fiber 11");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Arm b" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{served.Address}/spectra/1?fiber=11&arms=rz");
        await page.WaitForFunctionAsync("() => document.querySelector(\"[data-figure='spectrum'] .plot\").data.length === 2");
        (await TracesAsync(page)).ShouldBe(["r0", "z0"]);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sky model" }).ClickAsync();
        await DrawnAsync(page, "spectrum-sky");

        foreach (
            var (address, figure, sentence) in new[]
            {
                ("/fibers/1", "good-fibers", "73 of 73 fibers good; 2 known to be broken"),
                ("/focus/1", "focus-w", "W sigma is normal on petal 0"),
                ("/snr/1", "snr-residual", "targets on 1 petal, median residual"),
            }
        )
        {
            await visitor.OpenAsync(address);
            await ShowsAsync(page.Locator(".plane-sentence"), sentence);
            await DrawnAsync(page, figure);
        }

        await visitor.OpenAsync("/logs/1/r0");
        await ShowsAsync(page.Locator(".log"), "QuickLook Pipeline completed");
        var log = await page.APIRequest.GetAsync($"{served.Address}/files/processes/1/r0.log");
        (await log.TextAsync()).ShouldContain("NOISE_AMP_STATUS: NORMAL");
        (await page.APIRequest.GetAsync($"{served.Address}/files/processes/1/z9.log")).Status.ShouldBe(404);
    }

    private static async Task<string[]> TracesAsync(IPage page) =>
        await page.EvaluateAsync<string[]>(
            "() => document.querySelector(\"[data-figure='spectrum'] .plot\").data.map(trace => trace.name)"
        );

    private static Task DrawnAsync(IPage page, string figure) =>
        page.Locator($"[data-figure='{figure}'] .plot[data-drawn='{figure}']")
            .WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });

    private static Task ShowsAsync(ILocator where, string text) =>
        Expect(where).ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = Patience });
}
