using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;

namespace QuickLook.Tests.WholeApp;

/// <summary>A person with a program that keeps cookies and posts forms, and follows no redirect.</summary>
[SuppressMessage("Security", "MA0039", Justification = "The certificate of the test is vouched for by nobody.")]
public sealed partial class WebSession : IDisposable
{
    private readonly HttpClientHandler handler = new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    };

    private readonly Uri address;

    public WebSession(string address)
    {
        this.address = new Uri(address);
        Client = new HttpClient(handler) { BaseAddress = this.address };
    }

    /// <summary>A password that the rule accepts.</summary>
    public const string ChosenPassword = "four quiet words here";

    public HttpClient Client { get; }

    /// <summary>The cookies so far, by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies =>
        handler.CookieContainer.GetCookies(address).ToDictionary(cookie => cookie.Name, cookie => cookie.Value, StringComparer.Ordinal);

    public void Dispose()
    {
        Client.Dispose();
        handler.Dispose();
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Goes to an address of this service or of another one.</summary>
    public Task<HttpResponseMessage> GetAnywhereAsync(string target) => Client.GetAsync(new Uri(address, target));

    public async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Fills in the form of a page and posts it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string form, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await TextAsync(page)).Groups["token"].Value;
        return await PostRawAsync(page, [("_handler", form), ("__RequestVerificationToken", WebUtility.HtmlDecode(token)), .. fields]);
    }

    /// <summary>Posts fields as they are.</summary>
    public async Task<HttpResponseMessage> PostRawAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Signs in through the form.</summary>
    /// <returns>Where it leads, or the page again when it was refused.</returns>
    public Task<HttpResponseMessage> TrySignInAsync(string name, string password, string page = "/sign-in") =>
        PostAsync(page, "sign-in", ("Form.Name", name), ("Form.Password", password));

    public async Task SignInAsync(string name, string password)
    {
        using var answer = await TrySignInAsync(name, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        OneTimePassword = password;
    }

    /// <summary>Chooses a password, as everybody does at the first sign-in.</summary>
    public async Task ChoosePasswordAsync(string chosen = ChosenPassword)
    {
        using var answer = await PostAsync(
            "/account/password",
            "password",
            ("Form.Present", OneTimePassword),
            ("Form.Chosen", chosen),
            ("Form.Again", chosen)
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Posts the form of the user menu.</summary>
    public async Task<HttpResponseMessage> SignOutAsync()
    {
        var token = Token().Match(await TextAsync("/about")).Groups["token"].Value;
        return await PostRawAsync("/sign-out", ("__RequestVerificationToken", WebUtility.HtmlDecode(token)));
    }

    private string OneTimePassword { get; set; } = string.Empty;

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();
}
