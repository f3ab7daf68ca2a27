using Microsoft.Playwright;
using QuickLook.Core.Access;
using QuickLook.Tests.Browser;
using QuickLook.Tests.Core.Storage;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.WholeApp;

/// <summary>An operator at a real browser orders a real queue and changes a real configuration.</summary>
[Collection(PostgresTests.Name)]
public sealed class CommandingTests(PostgresFixture postgres, Chromium chromium) : IClassFixture<Chromium>
{
    private const float Patience = 20_000;

    [Fact]
    public async Task An_exposure_is_processed_again_from_the_history_and_a_waiting_one_is_cancelled_while_the_queue_rests()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        using var session = await served.SignInAsync(Role.Operator);
        await using var visitor = await chromium.VisitAsync(served.Address, session: session);
        var page = visitor.Page;
        await visitor.OpenAsync("/processing");
        await served.Observatory.TakeAsync(101);
        var history = page.Locator(".history tbody tr");
        await Expect(history).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });
        await ShowsAsync(history.First, "succeeded");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pause everything" }).ClickAsync();
        await ShowsAsync(page.Locator(".queue-rests"), "The whole queue is paused");
        await ReprocessAsync(page);
        var waiting = page.Locator(".queue tbody tr");
        await ShowsAsync(waiting, "backlog");
        await ShowsAsync(waiting, "00000101");
        await ShowsAsync(page.Locator(".top"), "1 backlog, paused");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel: 00000101" }).ClickAsync();
        await page.GetByText("Cancel it").ClickAsync();
        await ShowsAsync(page.Locator(".queue"), "Nothing waits.");
        await ShowsAsync(history.First, "stopped");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Resume", Exact = true }).ClickAsync();
        await Expect(page.Locator(".queue-rests")).ToHaveCountAsync(0);
        await ReprocessAsync(page);
        await Expect(history).ToHaveCountAsync(3, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });
        await ShowsAsync(history.First, "succeeded");
        await ShowsAsync(history.First, "answer");

        await history.First.Locator("a").First.ClickAsync();
        await ShowsAsync(page.Locator(".process-head"), "succeeded");
        await Expect(page.Locator("section[aria-label^='Processes of'] tbody tr")).ToHaveCountAsync(3);
        await ShowsAsync(page.Locator(".transitions"), "running");
        await ShowsAsync(page.Locator(".facts-panel"), "native");
    }

    [Fact]
    public async Task A_configuration_is_saved_and_holds_for_the_next_exposure()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        using var session = await served.SignInAsync(Role.Admin);
        await using var visitor = await chromium.VisitAsync(served.Address, session: session);
        var page = visitor.Page;
        await visitor.OpenAsync("/admin/configuration");

        await page.Locator("#field-workers").FillAsync("900");
        await page.Locator("#field-retry-retries").FillAsync("5");
        await ShowsAsync(page.Locator(".faults"), "workers: 900 is out of range");
        await page.Locator("#field-workers").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "z0", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save …" }).ClickAsync();
        await ShowsAsync(page.Locator(".changes"), "retry.retries");
        await page.GetByText("Save it").ClickAsync();
        await ShowsAsync(page.Locator(".process-head"), "changed by");

        await served.Observatory.TakeAsync(101);
        await visitor.OpenAsync("/processing");
        await ShowsAsync(page.Locator(".history tbody tr").First, "2/2");
        await page.Locator(".history tbody a").First.ClickAsync();
        await ShowsAsync(page.Locator("section[aria-label='Cameras']"), "In the raw file, but not processed: z0");
        await visitor.OpenAsync("/monitor");
        await page.Locator(".cell").Nth(20).HoverAsync();
        await ShowsAsync(page.Locator(".tip"), "in the raw file, not processed");
    }

    private static async Task ReprocessAsync(IPage page)
    {
        await page.Locator(".history tbody input[type=checkbox]").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Reprocess …" }).ClickAsync();
        await page.GetByText("Queue 1 exposure").ClickAsync();
        await ShowsAsync(page.Locator(".reprocess"), "1 process was queued");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close", Exact = true }).Last.ClickAsync();
    }

    private static Task ShowsAsync(ILocator where, string what) =>
        Expect(where).ToContainTextAsync(what, new LocatorAssertionsToContainTextOptions { Timeout = Patience });
}
