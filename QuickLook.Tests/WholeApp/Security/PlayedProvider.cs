using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>A provider of accounts as OAuth 2 describes it, where everybody is whom the test says.</summary>
public sealed class PlayedProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private string challenge = string.Empty;

    private PlayedProvider(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>Who signs in, as the user information end point tells it.</summary>
    public string Person { get; set; } = "{}";

    /// <summary>Codes that were exchanged by whoever began.</summary>
    public int Verified { get; private set; }

    public static async Task<PlayedProvider> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new PlayedProvider(builder.Build());
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", provider.TokenAsync);
        provider.app.MapGet("/user", provider.User);
        await provider.app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Authorize(HttpRequest request)
    {
        request.Query["response_type"].ToString().ShouldBe("code");
        request.Query["code_challenge_method"].ToString().ShouldBe("S256");
        challenge = request.Query["code_challenge"].ToString();
        return Results.Redirect(
            QueryHelpers.AddQueryString(
                request.Query["redirect_uri"].ToString(),
                new Dictionary<string, string?> { ["code"] = "the-code", ["state"] = request.Query["state"] }
            )
        );
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()));
        if (form["code"] != "the-code" || form["client_secret"] != "known to both" || WebEncoders.Base64UrlEncode(hash) != challenge)
        {
            return Results.BadRequest();
        }

        Verified++;
        return Results.Json(new { access_token = "the-token", token_type = "Bearer" });
    }

    private IResult User(HttpRequest request) =>
        request.Headers.Authorization == "Bearer the-token" ? Results.Text(Person, "application/json") : Results.Unauthorized();
}
