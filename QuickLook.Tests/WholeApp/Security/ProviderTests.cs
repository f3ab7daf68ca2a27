using System.Net;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Security.Accounts;
using QuickLook.Web.Security.Provider;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>Signing in with an institute's accounts, played by a provider at another port of the loopback.</summary>
[Collection(PostgresTests.Name)]
public sealed class ProviderTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Whom_the_provider_vouches_for_gets_an_account_with_the_role_of_the_groups()
    {
        await using var provider = await PlayedProvider.StartAsync();
        await using var host = await StartAsync(provider);
        using var session = new WebSession(host.Address);
        (await session.TextAsync("/sign-in")).ShouldContain("Sign in with the institute");

        provider.Person = """{ "sub": "4711", "preferred_username": "cecilia", "groups": ["staff", "observers"] }""";
        await ComeInAsync(session, "/about");

        (await session.TextAsync("/monitor")).ShouldContain("More commands");
        var users = host.Services.GetRequiredService<UserAdministration>();
        var account = (await users.ListAsync(Actor.System, CancellationToken.None)).Value.Single(row => row.Name == "cecilia");
        (account.Role, account.HasPassword).ShouldBe((Role.Operator, false));
        provider.Verified.ShouldBe(1, "the code was exchanged with the verifier of its challenge");

        // At the next sign-in the provider says something else.
        provider.Person = """{ "sub": "4711", "preferred_username": "cecilia", "groups": ["staff"] }""";
        await ComeInAsync(session, "/about");
        (await users.ListAsync(Actor.System, CancellationToken.None)).Value.Single(row => row.Name == "cecilia").Role.ShouldBe(Role.Viewer);
    }

    [Fact]
    public async Task An_account_of_this_service_is_not_taken_over_by_its_name()
    {
        await using var provider = await PlayedProvider.StartAsync();
        await using var host = await StartAsync(provider);
        using var session = new WebSession(host.Address);

        provider.Person = """{ "sub": "666", "preferred_username": "admin", "groups": ["observers"] }""";
        var leads = await ComeInAsync(session, "/about");

        leads.ShouldBe("/sign-in?refused=account");
        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await session.TextAsync(leads)).ShouldContain("not let in here");
        var audit = host.Services.GetRequiredService<AuditStore>();
        (await audit.ListAsync(new AuditFilter { Action = "sign-in.failed" }, 0, 10, CancellationToken.None))
            .Value.ShouldHaveSingleItem()
            .Detail.ShouldBe("the name admin belongs to another account here");
    }

    [Fact]
    public async Task Whoever_is_disabled_here_stays_out_whatever_the_provider_says()
    {
        await using var provider = await PlayedProvider.StartAsync();
        await using var host = await StartAsync(provider);
        using var session = new WebSession(host.Address);
        provider.Person = """{ "sub": "4712", "preferred_username": "henrietta", "groups": [] }""";
        await ComeInAsync(session, "/about");
        var users = host.Services.GetRequiredService<UserAdministration>();
        var id = (await users.FindAsync(Actor.System, "henrietta", CancellationToken.None)).Value;

        (await users.DisableAsync(Actor.System, id, CancellationToken.None)).IsSuccess.ShouldBeTrue();

        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ComeInAsync(session, "/about")).ShouldBe("/sign-in?refused=account");
    }

    [Fact]
    public void What_is_missing_in_the_configuration_is_named()
    {
        var options = new ProviderOptions
        {
            ClientId = "quicklook",
            AuthorizationEndpoint = "http://github.com/authorize",
            DefaultRole = "king",
        };

        var faults = options.Faults().ToList();

        faults.ShouldContain("OAuth: AuthorizationEndpoint must be an https address");
        faults.ShouldContain("OAuth: TokenEndpoint must be an https address");
        faults.ShouldContain("OAuth: ClientSecret is missing; set OAuth__ClientSecret in the environment");
        faults.ShouldContain(fault => fault.Contains("'king' is not a role", StringComparison.Ordinal));
        new ProviderOptions().Faults().ShouldBeEmpty("without a client id there is no provider");
    }

    // As a browser does: to the provider, back with its answer, and on until a page is reached.
    private static async Task<string> ComeInAsync(WebSession session, string wanted)
    {
        var next = $"/sign-in/provider?return={Uri.EscapeDataString(wanted)}";
        for (var step = 0; step < 6; step++)
        {
            using var answer = await session.GetAnywhereAsync(next);
            if (answer.Headers.Location is not { } location)
            {
                return next;
            }

            next = location.OriginalString;
            if (next.StartsWith("/sign-in?", StringComparison.Ordinal) || next == wanted)
            {
                return next;
            }
        }

        throw new InvalidOperationException($"It goes round in circles at {HttpUtility.UrlDecode(next)}.");
    }

    private async Task<WebHost> StartAsync(PlayedProvider provider)
    {
        var host = await WebHost.StartAsync(
            new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot()),
            await postgres.CreateDatabaseAsync(),
            security => security.AccountKnownFor = TimeSpan.Zero,
            new Dictionary<string, string?>
            {
                ["OAuth:DisplayName"] = "the institute",
                ["OAuth:ClientId"] = "quicklook",
                ["OAuth:ClientSecret"] = "known to both",
                ["OAuth:AuthorizationEndpoint"] = $"{provider.Address}/authorize",
                ["OAuth:TokenEndpoint"] = $"{provider.Address}/token",
                ["OAuth:UserInformationEndpoint"] = $"{provider.Address}/user",
                ["OAuth:RoleClaim"] = "groups",
                ["OAuth:Roles:observers"] = "operator",
            }
        );
        await host.UntilAccountsAsync();
        return host;
    }
}
