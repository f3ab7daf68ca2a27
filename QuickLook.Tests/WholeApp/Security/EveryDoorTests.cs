using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Tests.Core.Storage;
using QuickLook.Web.Security;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>Every route and end point that the service has, found by asking it: whatever is added later is checked without being named here.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class EveryDoorTests(SecuredService secured) : IClassFixture<SecuredService>
{
    // What a stranger may fetch: the health word, the sign-in page, and the product's own files.
    private static readonly string[] OpenToAll = ["health", "sign-in"];

    private IReadOnlyList<RouteEndpoint> EndPoints =>
        [.. secured.Served.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Only_health_sign_in_and_static_files_are_open()
    {
        var open = EndPoints
            .Where(endPoint => endPoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Where(endPoint => !IsStaticFile(endPoint))
            .Select(endPoint => endPoint.RoutePattern.RawText!.Trim('/'))
            .Distinct();

        open.ShouldBe(OpenToAll, ignoreOrder: true);
        secured
            .Served.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<AuthorizationOptions>>()
            .Value.FallbackPolicy.ShouldNotBeNull("what says nothing is closed");
    }

    [Fact]
    public async Task A_stranger_is_led_from_every_page_to_the_sign_in_page_and_back_to_it()
    {
        var pages = EndPoints
            .Where(endPoint => endPoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endPoint => Filled(endPoint.RoutePattern.RawText!))
            .Where(path => path != "/sign-in")
            .Distinct()
            .ToList();
        pages.Count.ShouldBeGreaterThan(8);
        pages.ShouldContain("/monitor");
        pages.ShouldContain("/admin/users");
        pages.ShouldContain("/trends");
        pages.ShouldContain("/conditions");
        using var stranger = secured.Stranger();

        foreach (var page in pages.Append("/nowhere/at/all"))
        {
            using var answer = await stranger.GetAsync(page);

            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, page);
            var leads = new Uri(new Uri(secured.Served.Address), answer.Headers.Location!);
            leads.AbsolutePath.ShouldBe("/sign-in", page);
            leads.Query.ShouldContain("return=", customMessage: page);
        }

        (await stranger.TextAsync("/sign-in?return=%2Fadmin%2Fusers")).ShouldContain("Password");
    }

    [Fact]
    public async Task A_stranger_gets_nothing_from_any_other_end_point()
    {
        var others = EndPoints
            .Where(endPoint => endPoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null && !IsStaticFile(endPoint))
            .Where(endPoint => endPoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Where(endPoint => !endPoint.RoutePattern.RawText!.TrimStart('/').StartsWith("{*", StringComparison.Ordinal)) // no address of its own
            .ToList();
        others.ShouldContain(endPoint => endPoint.RoutePattern.RawText == "/files/live/pipeline.log");
        others.ShouldContain(endPoint => endPoint.RoutePattern.RawText!.Contains("_blazor", StringComparison.Ordinal));
        using var stranger = secured.Stranger();

        foreach (var endPoint in others)
        {
            var methods = endPoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
            foreach (var method in methods.DefaultIfEmpty("GET"))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Filled(endPoint.RoutePattern.RawText!));
                request.Headers.Add("Origin", secured.Served.Address); // so that it is not refused for another reason
                using var answer = await stranger.Client.SendAsync(request);

                answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {request.RequestUri}");
            }
        }
    }

    [Fact]
    public async Task A_viewer_opens_no_page_and_no_file_of_the_administrators()
    {
        var pages = EndPoints
            .Where(endPoint => endPoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy == Policies.Administer))
            .Select(endPoint => Filled(endPoint.RoutePattern.RawText!))
            .Distinct()
            .ToList();
        new[] { "/admin", "/admin/users", "/admin/audit", "/admin/audit.csv" }.ShouldBeSubsetOf(pages);

        foreach (var page in pages)
        {
            foreach (var session in new[] { secured.Viewer, secured.Operator })
            {
                using var answer = await session.GetAsync(page);
                answer.StatusCode.ShouldNotBe(HttpStatusCode.OK, page);
                (answer.Headers.Location?.ToString() ?? "/denied").ShouldContain("/denied", customMessage: page);
            }

            using var opened = await secured.Admin.GetAsync(page);
            opened.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }

        (await secured.Viewer.TextAsync("/denied?return=%2Fadmin%2Fusers")).ShouldContain("Your role does not open this page");
    }

    [Fact]
    public async Task Health_is_one_word_for_everybody()
    {
        using var stranger = secured.Stranger();

        (await stranger.TextAsync("/health")).ShouldBe("ok");
    }

    [Fact]
    public async Task The_page_of_faults_is_for_those_who_met_one()
    {
        using var stranger = secured.Stranger();

        using var answer = await stranger.GetAsync("/error");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static bool IsStaticFile(RouteEndpoint endPoint) =>
        endPoint.Metadata.Any(item => item.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));

    // A value for each parameter: the digits suit every constraint that there is.
    private static string Filled(string pattern) =>
        "/" + Parameter().Replace(pattern.Replace("{camera:regex(^[brz]\\d$)}", "b1", StringComparison.Ordinal), "1").Trim('/');

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
