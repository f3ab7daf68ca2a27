using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Processing;
using QuickLook.Web.Live;
using Radzen.Blazor;

namespace QuickLook.Tests.Web.Processing;

public sealed class ProcessingPageTests : WebTestContext
{
    // The test context disposes what it has rendered.
    private Func<IRenderedComponent<RadzenDialog>> rendered = null!;

    private IRenderedComponent<RadzenDialog> Dialogs => rendered();

    [Fact]
    public void The_queue_is_shown_in_order_with_lane_and_who_wants_it()
    {
        Wait(2, 2);

        var rows = Page().FindAll(".queue tbody tr");

        rows.Select(row => row.Children[0].TextContent).ShouldBe(["1", "2", "3", "4"]);
        rows.Select(row => row.Children[1].TextContent.Trim()).ShouldBe(["live", "live", "backlog", "backlog"]);
        rows[3].TextContent.ShouldContain("Vera Rubin");
        rows[0].TextContent.ShouldContain("configured");
    }

    [Fact]
    public void Rows_are_moved_with_a_click()
    {
        Wait(1, 1);
        var page = Page();

        page.Find("[aria-label='To the front: 00012346']").Click();
        page.Find("[aria-label='Earlier: 00012346']").Click();
        page.Find("[aria-label='Later: 00012346']").Click();
        page.Find("[aria-label='To the backlog: 00012346']").Click();
        page.Find("[aria-label='To the live lane: 00011002']").Click();

        Queue.Commands.ShouldBe([
            "move 4712 to First by test operator",
            "move 4712 to Earlier by test operator",
            "move 4712 to Later by test operator",
            "move 4712 to EndOfBacklog by test operator",
            "move 4713 to EndOfLive by test operator",
        ]);
    }

    [Fact]
    public async Task Cancelling_asks_first()
    {
        Wait(3, 97);
        var page = Page();

        var asked = page.Find("[aria-label='Cancel: 00012346']").ClickAsync(new());
        Answer("Cancel");
        await asked;
        Queue.Commands.ShouldBeEmpty();

        asked = page.FindAll("[role=menuitem]").Single(item => item.TextContent == "The backlog (97)").ClickAsync(new());
        Dialogs.WaitForAssertion(() => Dialogs.Markup.ShouldContain("97 processes of the backlog lane will not be begun"));
        Answer("Cancel 97");
        await asked;
        Queue.Commands.ShouldBe(["cancel Backlog by test operator"]);
    }

    [Fact]
    public void A_pause_is_a_banner_and_offers_to_go_on()
    {
        Wait(0, 5, QueuePause.Backlog);
        var page = Page();
        page.Find(".queue-rests").TextContent.ShouldContain("The backlog is paused");

        page.FindAll(".queue button").Single(button => button.TextContent == "Resume").Click();
        page.FindAll(".queue button").Single(button => button.TextContent == "Pause everything").Click();

        Queue.Commands.ShouldBe(["pause None by test operator", "pause Everything by test operator"]);
    }

    [Fact]
    public void A_viewer_sees_everything_and_no_command()
    {
        Actor.Become(Role.Viewer);
        Wait(2, 2);

        var page = Page();

        page.FindAll(".queue tbody tr").Count.ShouldBe(4);
        page.FindAll(".history tbody tr").Count.ShouldBe(10);
        page.FindAll("main button, .panel button").ShouldBeEmpty();
        page.FindAll("input[type=checkbox]").ShouldBeEmpty();
    }

    [Fact]
    public void What_runs_shows_how_far_it_is_and_can_be_stopped()
    {
        var page = Page();

        page.Find(".running").TextContent.ShouldContain("cameras");
        page.Find(".running [role=progressbar]").GetAttribute("aria-valuemax").ShouldBe("29");
        page.Find($"[aria-label^='Stop process {Process.ProcessId}']").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void State_and_quality_are_two_words()
    {
        var row = Page().FindAll(".history tbody tr")[3];

        row.QuerySelector(".chip.state")!.TextContent.Trim().ShouldBe("partly failed");
        row.QuerySelector(".chip.normal")!.TextContent.Trim().ShouldBe("normal");
        row.TextContent.ShouldContain("29/30, 1 failed");
    }

    [Fact]
    public void A_filter_is_an_address()
    {
        var page = Page();

        page.FindAll(".filters select")[0].Change("Failed");
        Address().ShouldEndWith("/processing?state=failed");
        page.FindAll(".filters select")[2].Change("arc");
        Processes.Asked!.Flavor.ShouldBe("arc");
        page.FindAll(".filters input")[0].Change("2026");
        page.Find(".filters .fault").TextContent.ShouldNotBeEmpty();
        Address().ShouldEndWith("/processing?state=failed&flavor=arc");
    }

    [Fact]
    public void The_first_page_follows_what_happens_and_is_not_read_with_each_frame()
    {
        Page();
        var before = Processes.Looks;
        for (var frame = 0; frame < 20; frame++)
        {
            Show(snapshot => snapshot with { Waiting = frame });
        }

        Processes.Looks.ShouldBe(before);
        Processes.Rows = [.. Processes.Rows.Select(row => row with { State = RunState.Running })];
        Show(snapshot => snapshot with { Recent = [.. snapshot.Recent.Select(each => each with { State = RunState.Succeeded })] });
        Processes.Looks.ShouldBe(before + 1);
        Pause();
        Pause();
        Processes.Looks.ShouldBe(before + 3, "the table has not caught up with the screens");

        Processes.Rows = [.. Processes.Rows.Select(row => row with { State = RunState.Succeeded })];
        Pause();
        Pause();
        Pause();
        Processes.Looks.ShouldBe(before + 4);

        void Pause() => Time.Advance(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Chosen_exposures_are_processed_again_and_the_answer_says_what_was_refused()
    {
        Queue.Refused = [(new ExposureId(12344), "it waits already")];
        var page = Page();
        page.FindAll(".history tbody input[type=checkbox]")[1].Change(true);
        page.FindAll(".history tbody input[type=checkbox]")[2].Change(true);

        var asked = Reprocess(page).ClickAsync(new());
        Dialogs.WaitForAssertion(() => Dialogs.Find(".reprocess").TextContent.ShouldContain("as configured: native"));
        Dialogs.FindAll(".reprocess input[name=cameras]")[1].Change(true);
        Button("Queue 2 exposures").HasAttribute("disabled").ShouldBeTrue("no camera is chosen");
        Dialogs.FindAll(".picker .head").Single(head => head.GetAttribute("aria-label") == "Arm r").Click();
        Dialogs.FindAll(".picker .camera").Single(camera => camera.TextContent == "r3").Click();
        Dialogs.FindAll(".reprocess input[name=lane]")[1].Change(true);
        Button("Queue 2 exposures").Click();

        var order = Queue.Orders.Single();
        order.ExposureIds.ShouldBe([898, 899]);
        order.Cameras.Select(camera => camera.ToString()).ShouldBe(["r0", "r1", "r2", "r4", "r5", "r6", "r7", "r8", "r9"]);
        order.Engine.ShouldBeEmpty();
        order.Lane.ShouldBe(ProcessLane.Live);
        Dialogs.Find("[role=status]").TextContent.ShouldContain("1 process was queued");
        Dialogs.Find(".refused").TextContent.ShouldContain("00012344 it waits already");
        Button("Close").Click();
        await asked;
        Reprocess(page).HasAttribute("disabled").ShouldBeTrue("nothing is chosen any more");
    }

    [Fact]
    public void A_database_out_of_reach_is_said_and_can_be_tried_again()
    {
        Processes.Failure = new Failure("the database is out of reach", "database");
        var page = Page();
        page.Find(".history .quiet").TextContent.ShouldContain("out of reach");

        Processes.Failure = null;
        page.FindAll(".history button").Single(button => button.TextContent == "Try again").Click();

        page.FindAll(".history tbody tr").Count.ShouldBe(10);
    }

    private static AngleSharp.Dom.IElement Reprocess(IRenderedComponent<ProcessingPage> page) =>
        page.FindAll(".history button").Single(button => button.TextContent.StartsWith("Reprocess", StringComparison.Ordinal));

    private string Address() => Services.GetRequiredService<NavigationManager>().Uri;

    private AngleSharp.Dom.IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private void Answer(string text)
    {
        Dialogs.WaitForAssertion(() => Button(text));
        Button(text).Click();
    }

    private void Wait(int live, int backlog, QueuePause pause = QueuePause.None) =>
        Live.Set(snapshot => snapshot with { Queue = WaitingLine.Of(live, backlog, Time.GetUtcNow(), pause) });

    private void Show(Func<MonitorSnapshot, MonitorSnapshot> change)
    {
        Live.Set(change);
        Time.Advance(LiveFeed.Interval);
    }

    private IRenderedComponent<ProcessingPage> Page()
    {
        var dialogs = Render<RadzenDialog>();
        rendered = () => dialogs;
        return RenderLive<ProcessingPage>(_ => { });
    }
}
