using Bunit;
using QuickLook.Web.Components.Pages.Logs;

namespace QuickLook.Tests.Web.Logs;

public sealed class LogPageTests : WebTestContext
{
    [Fact]
    public void The_log_of_a_finished_camera_is_shown_filtered_and_downloaded()
    {
        var page = Page("r0");

        page.Find(".camera-head").TextContent.ShouldContain("Log of r0");
        page.Find(".log").TextContent.ShouldContain("Running Preproc on r0");
        page.Find("a[download]").GetAttribute("href").ShouldBe("/files/processes/4707/r0.log");
        page.Find(".pick select").Change("Error");
        page.Find(".log").TextContent.ShouldContain("NOISE_AMP_STATUS: ALARM");
        page.Find(".log").TextContent.ShouldNotContain("Running Preproc");
    }

    [Fact]
    public void The_neighbours_are_those_of_the_process()
    {
        // z8 and z9 are not in it
        Page("z7").FindAll(".stepper a").Select(link => link.GetAttribute("href")).ShouldBe(["logs/4707/z6", "logs/4707/b0"]);
        Page("z9").FindAll(".stepper a").Select(link => link.GetAttribute("href")).ShouldBe(["logs/4707/z7", "logs/4707/b0"]);
    }

    [Fact]
    public void What_is_missing_is_explained()
    {
        RunLogs.WhyNone = "The run logs of this process were removed from disk on 2026-11-20.";
        Page("r0").Find(".nothing").TextContent.ShouldContain("were removed from disk on 2026-11-20");

        RunLogs.IsLive = true;
        Page("r0").FindAll(".nothing a").Select(link => link.GetAttribute("href")).ShouldContain("monitor/camera/r0?process=4707");
        Page("q7").Find(".nothing").TextContent.ShouldContain("No such camera");
        Page("r0", process: 1).Find(".nothing").TextContent.ShouldContain("there is no process 1");
    }

    [Fact]
    public void A_log_of_which_only_the_end_is_shown_says_so()
    {
        RunLogs.IsCut = true;

        Page("b3").Find(".notice").TextContent.ShouldContain("The log has 12.4 MB; its end is shown");
    }

    private IRenderedComponent<LogPage> Page(string camera, long process = 4707) =>
        RenderLive<LogPage>(page => page.Add(one => one.ProcessId, process).Add(one => one.Name, camera));
}
