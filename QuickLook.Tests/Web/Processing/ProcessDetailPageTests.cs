using Bunit;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Pages.Processing;
using QuickLook.Web.Live;
using Radzen.Blazor;

namespace QuickLook.Tests.Web.Processing;

public sealed class ProcessDetailPageTests : WebTestContext
{
    [Fact]
    public void A_process_tells_its_cameras_its_changes_and_what_it_was_processed_with()
    {
        var page = Page(4708);

        page.Find(".process-head").TextContent.ShouldContain("partly failed");
        var cameras = page.Find("section[aria-label='Cameras']");
        cameras
            .QuerySelectorAll("tbody tr")
            .Single(row => row.Children[0].TextContent == "r8")
            .TextContent.ShouldContain("Preproc: the file ends");
        cameras.QuerySelectorAll("tbody tr").Single(row => row.Children[0].TextContent == "b1").Children[4].TextContent.ShouldBe("1 ×");
        cameras.TextContent.ShouldContain("missing: expected, but not in the raw file");
        cameras.TextContent.ShouldContain("In the raw file, but not processed: z8");
        cameras.QuerySelector("a.to-qa")!.GetAttribute("href").ShouldBe("qa/4708?camera=b0");
        cameras.QuerySelector("a.link")!.GetAttribute("href").ShouldBe("monitor/camera/b0?process=4708");
        page.Find(".transitions").TextContent.ShouldContain("the disk did not answer: Input/output error");
        page.Find(".used-configuration pre").TextContent.ShouldContain("\"workers\": 2");
        page.FindAll("a.btn").Select(link => link.GetAttribute("href")).ShouldContain("monitor?process=4708");
    }

    [Fact]
    public void All_processes_of_the_exposure_stand_side_by_side()
    {
        var rows = Page(4707).FindAll("section[aria-label^='Processes of'] tbody tr");

        rows.Count.ShouldBe(2);
        rows[0].TextContent.ShouldContain("pinned answer");
        rows[1].TextContent.ShouldContain("4100");
        rows[1].TextContent.ShouldNotContain("answer");
    }

    [Fact]
    public void A_result_is_pinned_and_unpinned()
    {
        Button(Page(4708), "Pin as answer").Click();
        Button(Page(4707), "Unpin").Click();

        Queue.Commands.ShouldBe(["pin 4708 by test operator", "unpin 896 by test operator"]);
    }

    [Fact]
    public async Task One_that_runs_is_stopped_after_a_question()
    {
        var dialogs = Render<RadzenDialog>();
        var page = Page(4711);

        var asked = Button(page, "Stop").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.FindAll("button").ShouldContain(button => button.TextContent == "Stop it"));
        dialogs.FindAll("button").Single(button => button.TextContent == "Stop it").Click();
        await asked;

        Queue.Commands.ShouldBe(["cancel 4711 by test operator"]);
    }

    [Fact]
    public void A_viewer_has_no_commands()
    {
        Actor.Become(Role.Viewer);

        Page(4708).FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public void One_that_is_not_there_is_said_and_the_next_number_is_found()
    {
        var page = Page(1);
        page.Find(".nothing").TextContent.ShouldContain("there is no process 1");

        page.Render(parameters => parameters.Add(shown => shown.ProcessId, 4708));

        page.Find(".process-head h1").TextContent.ShouldBe("Process 4708");
    }

    [Fact]
    public void It_follows_its_process_to_the_end()
    {
        var page = Page(4711);
        Processes.Rows = Processes.Rows.SetItem(0, Processes.Rows[0] with { State = RunState.Succeeded });

        Live.Set(snapshot => snapshot with { Process = snapshot.Process! with { ProcessId = 4711, State = RunState.Succeeded } });
        Time.Advance(LiveFeed.Interval);
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => page.Find(".process-head .chip.state").TextContent.Trim().ShouldBe("succeeded"));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ProcessDetailPage> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private IRenderedComponent<ProcessDetailPage> Page(long process) =>
        RenderLive<ProcessDetailPage>(parameters => parameters.Add(page => page.ProcessId, process));
}
