using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Hosting;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>Open and encrypted connections, proxies, and a database that is away.</summary>
[Collection(PostgresTests.Name)]
public sealed class TransportTests(PostgresFixture postgres)
{
    [Fact]
    public async Task With_a_certificate_the_service_speaks_https_and_its_cookies_travel_encrypted_alone()
    {
        using var certificate = TestCertificate.Make();
        await using var served = await ServedObservatory.StartAsync(
            await postgres.CreateDatabaseAsync(),
            settings => settings with { Url = new Uri("https://127.0.0.1:0"), Gate = settings.Gate with { Certificate = certificate } }
        );
        served.Address.ShouldStartWith("https://");
        using var session = await served.SignInAsync(Role.Viewer);

        using var again = await session.TrySignInAsync("vera", WebSession.ChosenPassword);

        var cookies = again.Headers.GetValues("Set-Cookie").ToList();
        cookies.ShouldNotBeEmpty();
        cookies.ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Over_an_open_connection_from_elsewhere_no_password_is_taken()
    {
        await using var host = await StartAsync();
        using var session = new WebSession(host.Address);
        session.Client.DefaultRequestHeaders.Host = "observatory.example";

        using var page = await session.GetAsync("/sign-in");

        (await page.Content.ReadAsStringAsync()).ShouldContain("This address is not encrypted");
        page.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_word_of_a_named_proxy_counts_for_address_and_encryption()
    {
        await using var host = await StartAsync("127.0.0.1/32");
        using var session = new WebSession(host.Address);
        session.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        (await session.TrySignInAsync("somebody", "a password of mine")).Dispose();

        (await RecordAsync(host)).ShouldHaveSingleItem().Source.ShouldBe("198.51.100.7");

        session.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        session.Client.DefaultRequestHeaders.Add("X-Forwarded-Host", "quicklook.example");
        using var encrypted = await session.GetAsync("/sign-in");
        encrypted.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        (await encrypted.Content.ReadAsStringAsync()).ShouldNotContain("This address is not encrypted");
    }

    [Fact]
    public async Task The_word_of_anybody_else_does_not()
    {
        await using var host = await StartAsync("192.0.2.0/24");
        using var session = new WebSession(host.Address);
        session.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");

        (await session.TrySignInAsync("somebody", "a password of mine")).Dispose();

        (await RecordAsync(host)).ShouldHaveSingleItem().Source.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task While_the_database_is_away_signing_in_says_so_and_the_service_runs()
    {
        await using var host = await WebHost.StartAsync(
            new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot()),
            "Host=/nowhere;Database=none;Username=nobody",
            _ => { }
        );
        using var session = new WebSession(host.Address);

        using var answer = await session.TrySignInAsync("admin", "whatever it may be");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The accounts are in the database, which is out of reach");
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_wait_a_minute()
    {
        await using var host = await StartAsync(most: 3);
        using var session = new WebSession(host.Address);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var wrong = await session.TrySignInAsync($"name{attempt}", "a password of mine");
            wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var tooMany = await session.TrySignInAsync("another", "a password of mine");
        tooMany.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        tooMany.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        (await session.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK, "looking at the page is no attempt");
    }

    private static async Task<IReadOnlyList<AuditEntry>> RecordAsync(WebHost host) =>
        (
            await host
                .Services.GetRequiredService<AuditStore>()
                .ListAsync(new AuditFilter { Action = "sign-in.failed", Actor = "somebody" }, 0, 10, CancellationToken.None)
        ).Value;

    private async Task<WebHost> StartAsync(string? proxy = null, int most = 30)
    {
        var host = await WebHost.StartAsync(
            new ScriptedLiveState(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot()),
            await postgres.CreateDatabaseAsync(),
            security =>
            {
                security.SignInsPerMinute = most;
                if (proxy is not null)
                {
                    security.Proxies.Add(IPNetwork.Parse(proxy));
                }
            }
        );
        await host.UntilAccountsAsync();
        return host;
    }
}
