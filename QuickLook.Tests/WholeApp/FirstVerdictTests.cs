using System.Diagnostics;
using Microsoft.Playwright;
using QuickLook.Core.Access;
using QuickLook.Tests.Browser;
using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Core.Storage;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.WholeApp;

/// <summary>Real exposures, real PostgreSQL, the engine that ships, and what a real browser shows of it.</summary>
[Collection(PostgresTests.Name)]
public sealed class FirstVerdictTests(PostgresFixture postgres, Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    // The goal is 2 s on a quiet machine; the suite asserts three times that, because machines are noisy.
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task From_the_rename_of_an_exposure_to_its_first_verdict_on_the_page_is_a_matter_of_seconds()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        using var session = await served.SignInAsync(Role.Viewer);
        await using var visitor = await chromium.VisitAsync(served.Address, session: session);
        await visitor.OpenAsync("/monitor");
        await served.Observatory.TakeAsync(101); // the first exposure of a process compiles the code that it needs
        await ShowsAllNormalAsync(visitor.Page, "00000101");

        var clock = Stopwatch.StartNew();
        await served.Observatory.TakeAsync(104, golden: 104);
        var petals = visitor.Page.Locator("[aria-label^='CHECK CCDS'] a.normal");
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("00000104", Patience);
        await Expect(petals.First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
        var first = clock.Elapsed;
        await ShowsAllNormalAsync(visitor.Page, "00000104");

        output.WriteLine(
            $"rename to first verdict on the page: {first.TotalSeconds:F2} s (goal {Goal.TotalSeconds:F0} s); all cameras: {clock.Elapsed.TotalSeconds:F2} s"
        );
        first.ShouldBeLessThan(3 * Goal);
    }

    [Fact]
    public async Task A_truncated_file_is_a_failed_exposure_with_its_reason_and_the_next_one_is_processed()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        using var session = await served.SignInAsync(Role.Viewer);
        await using var visitor = await chromium.VisitAsync(served.Address, session: session);
        await visitor.OpenAsync("/monitor");

        await served.Observatory.TakeAsync(102, change: bytes => bytes[..(bytes.Length / 2)]);
        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("00000102", Patience);
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("HDU", Patience);

        await served.Observatory.TakeAsync(101);
        await ShowsAllNormalAsync(visitor.Page, "00000101");
    }

    [Fact]
    public async Task An_unknown_flavor_is_shown_as_skipped_and_the_page_stays_up()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        using var session = await served.SignInAsync(Role.Viewer);
        await using var visitor = await chromium.VisitAsync(served.Address, session: session);
        await visitor.OpenAsync("/monitor");

        await served.Observatory.TakeAsync(101, change: Observatory.Rewrite("'zero    '", "'twilight'"));

        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("00000101", Patience);
        await Expect(visitor.Page.Locator("main"))
            .ToContainTextAsync("twilight", new LocatorAssertionsToContainTextOptions { Timeout = 20_000, IgnoreCase = true });
    }

    private static LocatorAssertionsToContainTextOptions Patience { get; } = new() { Timeout = 20_000 };

    private static async Task ShowsAllNormalAsync(IPage page, string exposure)
    {
        await Expect(page.Locator("h1")).ToContainTextAsync(exposure, Patience);
        await Expect(page.Locator("h1")).ToContainTextAsync("all normal", Patience);
        await Expect(page.Locator("[aria-label^='CHECK CCDS'] a.normal"))
            .ToHaveCountAsync(3, new LocatorAssertionsToHaveCountOptions { Timeout = 20_000 });
    }
}
