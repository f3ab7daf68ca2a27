using QuickLook.Core.Analysis.Survey;
using QuickLook.Tests.Web.Plots;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

/// <summary>The survey at a real browser: 20,000 planned and 5,000 observed tiles.</summary>
public sealed class SurveyPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    // Of the goal (the footprint is drawn within 1 s) the suite asserts three times the time.
    private const int MostMilliseconds = 3000;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task The_footprint_is_drawn_soon_and_a_choice_is_in_the_address()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        host.Survey.Answer = SurveySky.Of(20_000, 5_000);
        host.Survey.Counts = new ObjectCounts([new ObjectCount("TGT", ObjectGroup.Target, 4000, 9000, 2000, 500, 500)], 7, 0, false);
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;
        await visitor.OpenAsync("/monitor");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("s");

        await page.Locator("[data-figure='footprint'] .plot[data-drawn='footprint']").WaitForAsync();
        await Expect(page.Locator(".plane-sentence")).ToContainTextAsync("of 20\u202f000 planned tiles observed at least once");
        var drawn = await page.EvaluateAsync<int>(
            "() => document.querySelector('.plot').data.filter((one) => one.mode === 'markers').reduce((sum, one) => sum + one.x.length, 0)"
        );
        drawn.ShouldBe(20_000);

        // The best of three turns: what else the machine does is not what is measured.
        var took = double.PositiveInfinity;
        foreach (var colour in new[] { "Program", "Verdict", "Program" })
        {
            await page.EvaluateAsync(
                """
                () => {
                  const began = performance.now();
                  window.tookMs = 0;
                  delete document.querySelector(".plot").dataset.drawnMs;
                  const wait = () => (document.querySelector(".plot").dataset.drawnMs ? (window.tookMs = performance.now() - began) : requestAnimationFrame(wait));
                  requestAnimationFrame(wait);
                }
                """
            );
            await page.GetByLabel("Colours").SelectOptionAsync(colour);
            await page.WaitForFunctionAsync("() => window.tookMs > 0");
            took = Math.Min(took, await page.EvaluateAsync<double>("() => window.tookMs"));
        }

        Console.WriteLine($"footprint of 25000 tiles, from the choice to the drawing {took:F0} ms");
        took.ShouldBeLessThan(MostMilliseconds);
        page.Url.ShouldEndWith("/survey?colour=program");
        await Expect(page.Locator("[data-figure='footprint'] .figure-legend")).ToContainTextAsync("bright (2500)");

        await page.GetByLabel("First night").FillAsync("20261132");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".filters .fault")).ToContainTextAsync("a night is a date written YYYYMMDD");
    }

    [Fact]
    public async Task The_survey_opens_in_both_themes_and_sizes()
    {
        await using var host = await WebHost.StartAsync(new ScriptedLiveState(new ScienceNight(Now).Snapshot()));
        host.Survey.Answer = SurveySky.Of(9_000, 2_000);
        foreach (var (light, width, height) in Pictures.Looks)
        {
            await using var visitor = await chromium.VisitAsync(host.Address, width, height, light);
            await visitor.OpenAsync("/survey");
            await visitor.Page.WaitForFunctionAsync("() => !document.querySelector('.plot .drawing')");
            await Pictures.ShootAsync(visitor.Page, $"survey-full-{width}", light);
        }
    }
}
