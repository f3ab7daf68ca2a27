using System.Net;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Security;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>Who is let in without an account: nobody, unless the configuration says so; and then how far.</summary>
[Collection(PostgresTests.Name)]
public sealed class GuestTests(PostgresFixture postgres)
{
    private static readonly (string Header, string Value)[] SignsOfAProxy =
    [
        ("X-Forwarded-For", "127.0.0.1"),
        ("X-Forwarded-Proto", "http"),
        ("X-Forwarded-Host", "localhost"),
        ("Forwarded", "for=127.0.0.1"),
        ("X-Real-IP", "127.0.0.1"),
        ("Via", "1.1 proxy"),
        ("Host", "observatory.example"),
    ];

    [Fact]
    public async Task The_demonstration_makes_whoever_sits_at_the_machine_an_operator_and_says_so()
    {
        await using var host = await StartAsync(security => security.Demo = true);
        using var session = new WebSession(host.Address);

        var page = await session.TextAsync("/monitor");

        page.ShouldContain("demo operator");
        page.ShouldContain("whoever sits at this machine is an operator without signing in");
        page.ShouldContain("More commands");
        (await session.GetAsync("/admin/users")).Headers.Location!.OriginalString.ShouldContain("/denied");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1/32")]
    public async Task The_demonstration_lets_nobody_in_who_comes_through_a_proxy_or_by_another_name(string? namedProxy)
    {
        await using var host = await StartAsync(security =>
        {
            security.Demo = true;
            if (namedProxy is not null)
            {
                security.Proxies.Add(IPNetwork.Parse(namedProxy));
            }
        });

        foreach (var (header, value) in SignsOfAProxy)
        {
            using var session = new WebSession(host.Address);
            (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.OK);
            session.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

            using var page = await session.GetAsync("/monitor");
            using var file = await session.GetAsync("/files/live/pipeline.log");

            page.StatusCode.ShouldBe(HttpStatusCode.Redirect, header);
            page.Headers.Location!.OriginalString.ShouldContain("/sign-in");
            file.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, header);
        }
    }

    [Fact]
    public async Task Where_anonymous_looking_is_allowed_a_visitor_looks_and_does_nothing_else()
    {
        await using var host = await StartAsync(security => security.AnonymousLook = true);
        using var session = new WebSession(host.Address);

        var page = await session.TextAsync("/monitor");

        page.ShouldContain("visitor");
        page.ShouldNotContain("More commands");
        page.ShouldContain("You look without an account");
        (await session.GetAsync("/files/live/pipeline.log")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await session.GetAsync("/admin/audit.csv")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await session.GetAsync("/admin")).Headers.Location!.OriginalString.ShouldContain("/denied");
    }

    [Fact]
    public async Task By_default_nobody_is_let_in_without_an_account()
    {
        await using var host = await StartAsync(_ => { });
        using var session = new WebSession(host.Address);

        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task<WebHost> StartAsync(Action<SecurityOptions> secure) =>
        await WebHost.StartAsync(
            new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot()),
            await postgres.CreateDatabaseAsync(),
            secure
        );
}
