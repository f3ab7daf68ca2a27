using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using static Microsoft.Playwright.Assertions;

namespace QuickLook.Tests.Browser;

public sealed class CameraPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const int Lines = 20_000;
    private readonly ScriptedLiveState live = new(new ScienceNight(TimeProvider.System.GetUtcNow()).Snapshot());
    private WebHost host = null!;
    private LiveLog log = null!;

    public async Task InitializeAsync()
    {
        log = live.OpenCameraLog(Cameras.Id("b3"));
        for (var line = 1; line <= Lines; line++)
        {
            Write(line);
        }

        host = await WebHost.StartAsync(live);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Twenty_thousand_lines_are_virtual_and_the_end_is_followed()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/monitor/camera/b3");
        await Expect(visitor.Page.GetByText($"line {Lines}.", new() { Exact = true })).ToBeInViewportAsync();

        Write(Lines + 1);

        await Expect(visitor.Page.GetByText($"line {Lines + 1}.", new() { Exact = true })).ToBeInViewportAsync();
        (await visitor.Page.Locator(".ln").CountAsync()).ShouldBeLessThanOrEqualTo(300);
    }

    [Fact]
    public async Task Who_scrolls_up_reads_in_peace_and_finds_any_line()
    {
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/monitor/camera/b3");
        await Expect(visitor.Page.GetByText($"line {Lines}.", new() { Exact = true })).ToBeInViewportAsync();

        await visitor.Page.Locator(".log").HoverAsync();
        await visitor.Page.Mouse.WheelAsync(0, -600);
        await Expect(visitor.Page.Locator("[data-follow-toggle]")).ToHaveAttributeAsync("aria-pressed", "false");
        var top = await TopAsync(visitor);
        Write(Lines + 1);
        Write(Lines + 2);
        await Expect(visitor.Page.Locator(".more")).ToHaveTextAsync("2 new lines");
        (await TopAsync(visitor)).ShouldBe(top);

        await visitor.Page.EvaluateAsync("() => { document.querySelector('.log').scrollTop = 9_999 * 18; }");
        await Expect(visitor.Page.GetByText("line 10000.", new() { Exact = true })).ToBeInViewportAsync();
        (await visitor.Page.Locator(".ln").CountAsync()).ShouldBeLessThan(300);

        await visitor.Page.Locator(".more").ClickAsync();
        await Expect(visitor.Page.GetByText($"line {Lines + 2}.", new() { Exact = true })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task The_log_is_a_file_too()
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.Address) };

        var text = await client.GetStringAsync(new Uri("/files/live/b3.log", UriKind.Relative));

        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(Lines);
        using var missing = await client.GetAsync(new Uri("/files/live/b4.log", UriKind.Relative));
        missing.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static Task<double> TopAsync(Visitor visitor) =>
        visitor.Page.EvaluateAsync<double>("() => document.querySelector('.log').scrollTop");

    private void Write(int line) =>
        log.Append(TimeProvider.System.GetUtcNow(), RunLogLevel.Info, $"line {line}.", Cameras.Id("b3"), "Preproc");
}
