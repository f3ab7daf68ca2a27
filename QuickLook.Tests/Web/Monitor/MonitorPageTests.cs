using Bunit;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Monitor;
using QuickLook.Web.Live;

namespace QuickLook.Tests.Web.Monitor;

public sealed class MonitorPageTests : WebTestContext
{
    [Fact]
    public void The_controls_follow_the_pipeline()
    {
        var page = Page();
        page.Find(".ctl b").TextContent.ShouldBe("Running");

        Show(snapshot => snapshot with { Pipeline = PipelineActivity.Stopped });

        page.WaitForAssertion(() => page.Find(".ctl b").TextContent.ShouldBe("Stopped"));
        page.FindAll(".seg button").Select(button => button.HasAttribute("disabled")).ShouldBe([false, true]); // start, stop
    }

    [Fact]
    public void Who_may_only_look_sees_the_state_of_the_pipeline_and_no_buttons()
    {
        Actor.Become(Role.Viewer);

        var page = Page();

        page.Find(".ctl b").TextContent.ShouldBe("Running");
        page.FindAll(".ctl button").ShouldBeEmpty();
        page.FindAll(".ctl .menu").ShouldBeEmpty();
    }

    [Fact]
    public void Every_part_follows_the_exposure()
    {
        var page = Page();

        Show(_ => Moments.ThreeCameras(Time.GetUtcNow()));

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldContain("all normal"));
        page.Find(".cards dd").TextContent.ShouldContain("00012345");
        page.FindAll(".cards dd")[1].TextContent.ShouldContain("17");
        page.FindAll(".alert").ShouldBeEmpty();
        page.FindAll(".lane").Count.ShouldBe(3);
        page.FindAll(".ex").Count.ShouldBe(1);
        page.Find(".legend li:nth-child(3)").TextContent.ShouldBe("normal3");
    }

    [Fact]
    public void Before_the_first_exposure_it_says_what_it_waits_for()
    {
        Live.Set(_ => Moments.Empty(Time.GetUtcNow()));

        var page = Page();

        page.Find("h1").TextContent.ShouldContain("waiting for the first exposure");
        page.Find(".nothing h2").TextContent.ShouldBe("No exposure yet");
        page.FindAll(".cell").ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_file_is_a_visible_exposure_with_its_reason()
    {
        Live.Set(_ => Moments.Truncated(Time.GetUtcNow()));

        Page().Find(".nothing").TextContent.ShouldContain("the file ends in the middle of a tile");
    }

    private IRenderedComponent<MonitorPage> Page() => RenderLive<MonitorPage>(_ => { });

    private void Show(Func<MonitorSnapshot, MonitorSnapshot> change)
    {
        Live.Set(change);
        Time.Advance(LiveFeed.Interval);
    }
}
