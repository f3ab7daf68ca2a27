using Bunit;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Logs;
using QuickLook.Web.Live;

namespace QuickLook.Tests.Web.Shared;

public sealed class LogViewTests : WebTestContext
{
    private readonly LiveLog log = new(30_000);

    [Fact]
    public void An_empty_log_says_what_it_waits_for() => View().Find(".quiet").TextContent.ShouldBe("nothing yet");

    [Fact]
    public void A_new_line_appears_by_itself()
    {
        var view = View();

        log.Append(Time.GetUtcNow(), RunLogLevel.Info, "Step Preproc finished.");
        Time.Advance(LiveFeed.Interval);

        view.WaitForAssertion(() => view.Find(".ln .m").TextContent.ShouldBe("Step Preproc finished."));
    }

    [Fact]
    public void Only_warnings_and_above_are_coloured_and_a_verdict_says_its_name()
    {
        log.Append(Time.GetUtcNow(), RunLogLevel.Info, "all well");
        log.Append(Time.GetUtcNow(), RunLogLevel.Warning, "no mask");
        log.Append(Time.GetUtcNow(), RunLogLevel.Info, "NOISE_AMP_STATUS: ALARM", verdict: Quality.Alarm);

        var lines = View().FindAll(".ln");

        lines.Select(line => line.ClassName!.Trim()).ShouldBe(["ln", "ln warn", "ln err"]);
        lines.Select(line => line.QuerySelector(".lv")!.TextContent).ShouldBe(["INFO", "WARN", "ALARM"]);
    }

    [Fact]
    public void A_stopped_view_stands_still_and_counts_what_came()
    {
        var view = View();
        log.Append(Time.GetUtcNow(), RunLogLevel.Info, "first");
        Time.Advance(LiveFeed.Interval);
        view.WaitForAssertion(() => view.FindAll(".ln").Count.ShouldBe(1));

        view.Find("[data-follow-toggle]").Click();
        log.Append(Time.GetUtcNow(), RunLogLevel.Info, "second");
        Time.Advance(LiveFeed.Interval);

        view.WaitForAssertion(() => view.Find(".more").TextContent.ShouldBe("1 new line"));
        view.Markup.ShouldNotContain("second");

        view.Find(".more").Click();
        view.FindAll(".ln .m").Select(line => line.TextContent).ShouldContain("second");
    }

    [Fact]
    public void A_long_log_draws_only_its_end_and_leaves_room_above()
    {
        for (var line = 1; line <= 20_000; line++)
        {
            log.Append(Time.GetUtcNow(), RunLogLevel.Info, $"line {line}");
        }

        var view = View();

        view.FindAll(".ln").Count.ShouldBe(300);
        view.FindAll(".ln .m")[^1].TextContent.ShouldBe("line 20000");
        view.Find(".above").GetAttribute("style").ShouldBe("height:354600px"); // 19 700 lines of 18 px
    }

    [Fact]
    public void Searching_and_the_level_narrow_the_lines()
    {
        log.Append(Time.GetUtcNow(), RunLogLevel.Info, "Starting to run step Preproc");
        log.Append(Time.GetUtcNow(), RunLogLevel.Error, "no such file");
        var view = View();

        view.Find("select").Change("Error");
        view.FindAll(".ln").ShouldHaveSingleItem().TextContent.ShouldContain("no such file");

        view.Find("input").Input("preproc");
        view.Find(".quiet").TextContent.ShouldBe("No line passes the filter.");

        view.Find("select").Change("Info");
        view.FindAll(".ln").ShouldHaveSingleItem().TextContent.ShouldContain("Preproc");
    }

    private IRenderedComponent<LogView> View() =>
        RenderLive<LogView>(view => view.Add(v => v.Log, log).Add(v => v.Name, "a log").Add(v => v.Empty, "nothing yet"));
}
