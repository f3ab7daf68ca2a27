using Bunit;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Web.Components.Pages.Monitor;

namespace QuickLook.Tests.Web.Monitor;

public sealed class StageGridTests : WebTestContext
{
    [Fact]
    public void Thirty_cells_lead_to_their_cameras_with_a_bar_for_each_stage()
    {
        var cells = Grid().FindAll(".cell");

        cells.Count.ShouldBe(30);
        cells[0].QuerySelector(".open")!.GetAttribute("href").ShouldBe("qa/4711?camera=b0");
        cells[0].QuerySelector(".n")!.GetAttribute("href").ShouldBe("monitor/camera/b0");
        cells.ShouldAllBe(cell => cell.QuerySelectorAll(".bars i").Length == 3);
    }

    [Theory]
    [InlineData("b0", "done")]
    [InlineData("b3", "alarm")]
    [InlineData("r5", "warning")]
    [InlineData("r8", "fail")]
    [InlineData("z9", "nodata")]
    [InlineData("b6", "running")]
    public void The_border_is_the_worst_that_is_known(string camera, string expected) => Cell(camera).ClassList.ShouldContain(expected);

    [Fact]
    public void A_bar_is_as_long_as_the_work_done_of_the_work_known()
    {
        Live.Set(
            Cameras.Id("b6"),
            camera => camera with { Stages = camera.Stages.SetItem(2, camera.Stages[2] with { UnitsDone = 3, UnitsKnown = 4 }) }
        );

        var bars = Cell("b6").QuerySelectorAll(".bars i");

        bars[0].QuerySelector("u")!.GetAttribute("style").ShouldBe("width:100%");
        bars[2].ClassName.ShouldBe("run");
        bars[2].QuerySelector("u")!.GetAttribute("style").ShouldBe("width:75%");
    }

    [Fact]
    public void A_camera_at_work_sends_its_start_and_the_browser_counts()
    {
        var started = Process.Cameras[Cameras.Id("b6").Index].StartedAt!.Value;

        Cell("b6").QuerySelector("[data-since]")!.GetAttribute("data-since").ShouldBe($"{started.ToUnixTimeMilliseconds()}");
        Cell("b0").QuerySelector("[data-since]").ShouldBeNull();
        Cell("b0").QuerySelector(".t")!.TextContent.ShouldMatch(@"^\d+:\d\d$");
    }

    [Fact]
    public void The_head_of_a_stage_counts_the_cameras_that_are_through()
    {
        var heads = Grid().FindAll(".steps > div");

        heads[0].TextContent.ShouldContain("29 of 29");
        heads[0].TextContent.ShouldContain("ended");
        heads[1].TextContent.ShouldContain("2 running");
        heads[1].TextContent.ShouldContain("usual 1:14");
    }

    [Fact]
    public void A_stage_that_this_version_does_not_compute_is_calm_and_says_so()
    {
        Live.Set(_ => Moments.ThreeCameras(Time.GetUtcNow()));

        var head = Grid().FindAll(".steps > div")[1];

        head.ClassList.ShouldContain("unplanned");
        head.TextContent.ShouldContain("not computed by this version");
        Cell("b0").QuerySelectorAll(".bars i")[1].ClassName.ShouldBe("unplanned");
        Cell("b1").QuerySelectorAll(".bars i")[0].ClassName.ShouldBe("blank");
    }

    private AngleSharp.Dom.IElement Cell(string camera) =>
        Grid().FindAll(".cell").Single(cell => cell.QuerySelector(".n")!.TextContent == camera);

    private IRenderedComponent<StageGrid> Grid() =>
        Render<StageGrid>(grid =>
            grid.Add(g => g.Process, Process)
                .Add(g => g.Href, camera => $"qa/4711?camera={camera}")
                .Add(g => g.LogHref, camera => $"monitor/camera/{camera}")
        );
}
