using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Tests.WholeApp.Security;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

/// <summary>Texts of a test, changed by an administrator with a real browser into real mapping files.</summary>
[Collection(PostgresTests.Name)]
public sealed class QaTextsTests(PostgresFixture postgres, Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Noise = "/qa/104/CHECK_CCDs/rms?camera=b0";
    private MappingFiles files = null!;
    private MappingStore mappings = null!;
    private WebHost host = null!;

    public async Task InitializeAsync()
    {
        files = MappingFiles.OfProduct();
        mappings = (
            await MappingStore.OpenAsync(
                files.Folder,
                NativeEngine.Vocabulary,
                new MappingStoreTiming(),
                TimeProvider.System,
                NullLogger<MappingStore>.Instance,
                CancellationToken.None
            )
        ).Value;
        var live = new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot());
        host = await WebHost.StartAsync(
            live,
            await postgres.CreateDatabaseAsync(),
            SecuredService.LookAtOnce,
            services: services =>
            {
                services.AddSingleton<IMappingsInForce>(mappings);
                services.AddSingleton<IMappingDesk>(provider => new MappingDesk(mappings, provider.GetRequiredService<AuditStore>()));
            }
        );
        live.Remember(GoldenProcess.Lay(host.Shelf, 104, 104, mappings.Current, TimeProvider.System.GetUtcNow()));
        await host.UntilAccountsAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await mappings.DisposeAsync();
        files.Dispose();
    }

    [Fact]
    public async Task What_an_administrator_writes_is_in_the_mapping_files_and_on_every_page_and_others_are_not_offered_it()
    {
        using var edwin = await People.SignInAsync(host, "edwin", Role.Admin);
        using var vesto = await People.SignInAsync(host, "vesto", Role.Viewer);
        await using var admin = await chromium.VisitAsync(host.Address, session: edwin);
        await using var viewer = await chromium.VisitAsync(host.Address, session: vesto);
        await OpenHelpAsync(viewer);
        await Expect(viewer.Page.Locator(".qa-help")).ToContainTextAsync("What to do");
        await Expect(Edit(viewer)).ToHaveCountAsync(0);

        await OpenHelpAsync(admin);
        await Edit(admin).ClickAsync();
        var dialog = admin.Page.Locator(".rz-dialog");
        await Expect(dialog.Locator(".rz-dialog-title")).ToHaveTextAsync("Noise AMP: what operators read");
        var save = dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" });
        await Expect(save).ToBeDisabledAsync();
        await dialog.GetByLabel("What to do when it alarms").FillAsync("Call <b>Henrietta</b>, then \"wait\".");
        await save.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });

        foreach (var each in new[] { admin, viewer })
        {
            await Expect(each.Page.Locator(".qa-help"))
                .ToContainTextAsync(
                    "Call <b>Henrietta</b>, then \"wait\".",
                    new LocatorAssertionsToContainTextOptions { Timeout = 30_000 }
                );
        }

        foreach (var flavor in new[] { Flavor.Science, Flavor.Arc, Flavor.Flat })
        {
            var mapping = (await MappingFiles.LoadAsync(files.Folder)).Flavors.Single(each => each.Key == flavor).Value;
            mapping
                .Stages[0]
                .Tests.Single(test => test.Name == "rms")
                .Action.ShouldBe("Call <b>Henrietta</b>, then \"wait\".", $"{flavor}");
        }
    }

    [Fact]
    public async Task The_dialog_fits_into_small_windows_in_both_themes()
    {
        using var edwin = await People.SignInAsync(host, "edwin", Role.Admin);
        foreach (var (light, width, height) in Pictures.Looks.Append((false, 1024, 700)).Distinct())
        {
            await using var visitor = await chromium.VisitAsync(host.Address, width, height, light, edwin);
            await OpenHelpAsync(visitor);
            await Pictures.ShootAsync(visitor.Page, $"texts-button-{width}", light);
            await Edit(visitor).ClickAsync();
            await Expect(visitor.Page.Locator("#text-action")).ToBeFocusedAsync();
            await Expect(visitor.Page.Locator("#text-help")).Not.ToHaveValueAsync(string.Empty);
            await Pictures.ShootAsync(visitor.Page, $"texts-{width}", light);
            await visitor.Page.Locator("#text-action").FillAsync(new string('m', TestTexts.Longest));
            await Expect(visitor.Page.Locator("label[for='text-action'] small")).ToHaveTextAsync("0 characters left");
            await Pictures.ShootAsync(visitor.Page, $"texts-changed-{width}", light);

            var box = (await visitor.Page.Locator(".rz-dialog").BoundingBoxAsync())!;
            box.Y.ShouldBeGreaterThanOrEqualTo(0);
            (box.Y + box.Height).ShouldBeLessThanOrEqualTo(height);
            (
                await visitor.Page.EvaluateAsync<int>(
                    "() => { const c = document.querySelector('.rz-dialog-content'); return c.scrollWidth - c.clientWidth; }"
                )
            ).ShouldBeLessThanOrEqualTo(0);
        }
    }

    private static async Task OpenHelpAsync(Visitor visitor)
    {
        await visitor.OpenAsync(Noise);
        var help = visitor.Page.Locator(".qa-help").First;
        await help.WaitForAsync();
        if (await help.GetAttributeAsync("open") is null)
        {
            await help.Locator("> summary").ClickAsync();
        }
    }

    private static ILocator Edit(Visitor visitor) =>
        visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Edit these texts" });
}
