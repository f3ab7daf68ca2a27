using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QuickLook.Core.Access;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Tests.WholeApp;
using QuickLook.Tests.WholeApp.Security;
using QuickLook.Web.Security;
using QuickLook.Web.Security.Accounts;
using static Microsoft.Playwright.Assertions;
using static QuickLook.Tests.Browser.People;

namespace QuickLook.Tests.Browser;

/// <summary>People of each role with a real browser: in, what they see and can do, and out again.</summary>
[Collection(PostgresTests.Name)]
public sealed class SignInPageTests(PostgresFixture postgres, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task An_operator_signs_in_chooses_a_password_stops_the_pipeline_and_signs_out()
    {
        await using var host = await StartAsync();
        var password = await CreateAsync(host, "nancy", Role.Operator);
        await using var visitor = await chromium.VisitAsync(host.Address);
        var page = visitor.Page;

        await page.GotoAsync("/monitor/camera/b3");
        await Expect(page).ToHaveTitleAsync("Sign in – QuickLook");
        await FillAsync(page, "nancy", password);
        await Expect(page.GetByText("Somebody else knows the present password")).ToBeVisibleAsync();
        await page.GetByLabel("Present password").FillAsync(password);
        await page.Locator("[name='Form.Chosen']").FillAsync(WebSession.ChosenPassword);
        await page.Locator("[name='Form.Again']").FillAsync(WebSession.ChosenPassword);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Change password" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{host.Address}/monitor/camera/b3");

        await visitor.OpenAsync("/monitor");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByText("Stop now").ClickAsync();
        await Expect(page.GetByText("Pipeline stopped")).ToBeVisibleAsync();
        host.Control.Commands.ShouldBe(["stop by nancy"]);

        await page.Locator(".user summary").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Sign in – QuickLook");
        await page.GotoAsync("/monitor");
        await Expect(page).ToHaveTitleAsync("Sign in – QuickLook");
    }

    [Fact]
    public async Task A_viewer_sees_everything_but_the_buttons_and_gains_and_loses_them_with_the_role_in_the_open_window()
    {
        await using var host = await StartAsync();
        using var session = await SignInAsync(host, "vesto", Role.Viewer);
        await using var visitor = await chromium.VisitAsync(host.Address, session: session);
        var start = visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start", Exact = true });

        await visitor.OpenAsync("/monitor");
        await Expect(visitor.Page.Locator(".cell")).ToHaveCountAsync(30);
        await Expect(visitor.Page.Locator(".ctl")).ToBeVisibleAsync();
        await Expect(start).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Admin", Exact = true })).ToHaveCountAsync(0);

        await ChangeRoleAsync(host, "vesto", Role.Operator);
        await Expect(start).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 15_000 });

        await ChangeRoleAsync(host, "vesto", Role.Viewer);
        await Expect(start).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 15_000 });
    }

    [Fact]
    public async Task A_window_of_somebody_who_is_disabled_empties_itself()
    {
        await using var host = await StartAsync();
        using var session = await SignInAsync(host, "fritz", Role.Operator);
        await using var visitor = await chromium.VisitAsync(host.Address, session: session);
        await visitor.OpenAsync("/monitor");
        var users = host.Services.GetRequiredService<UserAdministration>();

        await users.DisableAsync(Actor.System, await IdAsync(host, "fritz"), CancellationToken.None);

        await Expect(visitor.Page.GetByText("Your session has ended"))
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 });
        await Expect(visitor.Page.Locator(".cell")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_window_too_many_says_so_and_opens_when_another_is_closed()
    {
        await using var host = await StartAsync(security => security.CircuitsPerUser = 2);
        using var session = await SignInAsync(host, "maria", Role.Viewer);
        await using var first = await chromium.VisitAsync(host.Address, session: session);
        await using var second = await chromium.VisitAsync(host.Address, session: session);
        await using var third = await chromium.VisitAsync(host.Address, session: session);
        await first.OpenAsync("/monitor");
        await second.OpenAsync("/monitor");

        await third.Page.GotoAsync("/monitor");
        await Expect(third.Page.GetByText("2 live windows are open under your name")).ToBeVisibleAsync();

        await second.Page.GotoAsync("about:blank");
        await third.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Reload" }).ClickAsync();
        await Expect(third.Page.Locator(".cell")).ToHaveCountAsync(30, new LocatorAssertionsToHaveCountOptions { Timeout = 15_000 });
    }

    [Fact]
    public async Task An_administrator_makes_a_user_changes_the_role_disables_and_finds_it_all_on_record()
    {
        await using var host = await StartAsync();
        using var session = await SignInAsync(host, "edwin", Role.Admin);
        await using var visitor = await chromium.VisitAsync(host.Address, session: session);
        var page = visitor.Page;
        await visitor.OpenAsync("/monitor");

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("d");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Users Who may come in" }).ClickAsync();
        await page.GetByPlaceholder("vera.rubin").FillAsync("jocelyn");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create user" }).ClickAsync();
        var password = await page.Locator(".one-time code").TextContentAsync();
        password!.Length.ShouldBeGreaterThan(20);

        var row = page.Locator("tr", new PageLocatorOptions { HasText = "jocelyn" });
        await row.GetByLabel("Role of jocelyn").SelectOptionAsync("operator");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make operator" }).ClickAsync();
        await Expect(page.GetByText("jocelyn is operator")).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Disable" }).ClickAsync();
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Disable" }).ClickAsync();
        await Expect(row).ToContainTextAsync("disabled");

        await visitor.OpenAsync("/admin/audit?action=user.&actor=edwin");
        await Expect(page.Locator(".grid-table tbody tr")).ToHaveCountAsync(4); // own password, create, role, disable
        await Expect(page.Locator(".grid-table tbody")).ToContainTextAsync("jocelyn from viewer to operator");
        await Expect(page.Locator(".grid-table tbody tr").First).ToContainTextAsync("127.0.0.1");
        await page.GetByLabel("Detail or address has").FillAsync("to operator");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.Locator(".grid-table tbody tr")).ToHaveCountAsync(1);
        page.Url.ShouldEndWith("/admin/audit?actor=edwin&action=user.&text=to%20operator");
        (await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Export as CSV" }).GetAttributeAsync("href")).ShouldBe(
            "/admin/audit.csv?actor=edwin&action=user.&text=to%20operator"
        );
    }

    [Fact]
    public async Task The_pages_of_signing_in_and_of_administrators_open_in_both_themes_and_sizes()
    {
        await using var host = await StartAsync();
        using var session = await SignInAsync(host, "edwin", Role.Admin);
        using var viewer = await SignInAsync(host, "vesto", Role.Viewer);
        foreach (var (name, role) in new[] { ("annie", Role.Operator), ("henrietta", Role.Viewer), ("jan.oort", Role.Viewer) })
        {
            await CreateAsync(host, name, role);
        }

        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var guesser = new WebSession(host.Address);
            using var wrong = await guesser.TrySignInAsync("annie", "a wrong guess of mine");
        }

        await host
            .Services.GetRequiredService<UserAdministration>()
            .DisableAsync(Actor.System, await IdAsync(host, "jan.oort"), CancellationToken.None);
        foreach (var (light, width, height) in Pictures.Looks)
        {
            await using var stranger = await chromium.VisitAsync(host.Address, width, height, light);
            await stranger.Page.GotoAsync("/sign-in");
            await Pictures.ShootAsync(stranger.Page, $"sign-in-{width}", light);
            await FillAsync(stranger.Page, "nobody", "not the password at all");
            await Expect(stranger.Page.GetByText("The name or the password is wrong.")).ToBeVisibleAsync();
            await Pictures.ShootAsync(stranger.Page, $"sign-in-wrong-{width}", light);

            await using var visitor = await chromium.VisitAsync(host.Address, width, height, light, session);
            foreach (var path in new[] { "/admin", "/admin/users", "/admin/audit" })
            {
                await visitor.OpenAsync(path);
                await Pictures.ShootAsync(visitor.Page, $"{path[1..].Replace('/', '-')}-{width}", light);
            }

            await visitor.Page.Locator(".user summary").ClickAsync();
            await Pictures.ShootAsync(visitor.Page, $"user-menu-{width}", light);
            await visitor.Page.GotoAsync("/account/password");
            await Pictures.ShootAsync(visitor.Page, $"password-{width}", light);

            await using var looking = await chromium.VisitAsync(host.Address, width, height, light, viewer);
            await looking.OpenAsync("/monitor");
            await Pictures.ShootAsync(looking.Page, $"monitor-viewer-{width}", light);
            await looking.OpenAsync("/admin/users");
            await Expect(looking.Page.GetByText("Your role does not open this page")).ToBeVisibleAsync();
            await Pictures.ShootAsync(looking.Page, $"denied-{width}", light);
        }
    }

    private static async Task FillAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
    }

    private static async Task<long> IdAsync(WebHost host, string name) =>
        (await host.Services.GetRequiredService<UserAdministration>().FindAsync(Actor.System, name, CancellationToken.None)).Value;

    private static async Task ChangeRoleAsync(WebHost host, string name, Role role)
    {
        var users = host.Services.GetRequiredService<UserAdministration>();
        var id = await IdAsync(host, name);
        (await users.ChangeRoleAsync(Actor.System, id, role, CancellationToken.None)).IsSuccess.ShouldBeTrue();
    }

    private async Task<WebHost> StartAsync(Action<SecurityOptions>? secure = null)
    {
        var live = new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot());
        NightLogs.Write(live);
        var host = await WebHost.StartAsync(
            live,
            await postgres.CreateDatabaseAsync(),
            security =>
            {
                SecuredService.LookAtOnce(security);
                secure?.Invoke(security);
            }
        );
        await host.UntilAccountsAsync();
        return host;
    }
}
