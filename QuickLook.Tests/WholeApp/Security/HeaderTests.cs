using System.Net;
using System.Net.WebSockets;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>What is told to browsers, and what other pages in them cannot do.</summary>
[Collection(PostgresTests.Name)]
public sealed class HeaderTests(SecuredService secured) : IClassFixture<SecuredService>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/monitor")]
    [InlineData("/health")]
    [InlineData("/nowhere")]
    [InlineData("/files/live/pipeline.log")]
    [InlineData("/favicon.svg")]
    public async Task Every_answer_says_that_only_this_service_may_run_or_frame_anything(string path)
    {
        using var answer = await secured.Viewer.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self';");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("form-action 'self'");
        policy.ShouldContain("object-src 'none'");
        policy.Split(';').Single(part => part.Trim().StartsWith("script-src", StringComparison.Ordinal)).ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
    }

    [Fact]
    public async Task No_page_carries_a_script_of_its_own()
    {
        foreach (var page in new[] { "/sign-in", "/monitor", "/account/password", "/about" })
        {
            var html = await secured.Viewer.TextAsync(page);
            html.ShouldNotContain("<script>");
            html.ShouldNotContain(" onclick=");
            html.ShouldNotContain("<style");
        }
    }

    [Fact]
    public async Task What_is_shown_to_somebody_is_kept_by_no_cache()
    {
        using var answer = await secured.Viewer.GetAsync("/monitor");

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://github.com")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData(null)]
    public async Task The_live_channel_opens_for_pages_of_this_service_alone(string? origin)
    {
        var refused = await ConnectAsync(origin);
        refused.ShouldBe(HttpStatusCode.Forbidden);

        (await ConnectAsync(secured.Served.Address)).ShouldBe(HttpStatusCode.SwitchingProtocols);
    }

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", "https://github.com")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", null)]
    [InlineData("/sign-out", "https://github.com")]
    [InlineData("/sign-in", "null")]
    public async Task A_post_of_another_page_is_refused(string path, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await secured.Viewer.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("another origin");
    }

    private async Task<HttpStatusCode> ConnectAsync(string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader(
            "Cookie",
            string.Join("; ", secured.Viewer.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))
        );
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var address = new Uri(secured.Served.Address.Replace("http:", "ws:", StringComparison.Ordinal) + "/_blazor");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await socket.ConnectAsync(address, deadline.Token);
        }
        catch (WebSocketException)
        {
            socket.HttpStatusCode.ShouldNotBe(HttpStatusCode.SwitchingProtocols); // the answer is in the status
        }

        return socket.HttpStatusCode;
    }
}
