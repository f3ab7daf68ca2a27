using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Golden;
using QuickLook.Web.Components.Pages.FocalPlane;
using QuickLook.Web.Components.Shared.Figures;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.FocalPlane;

public sealed class PlanePanelTests : WebTestContext
{
    private const long Science = 4707;

    // Golden B is of petal 3 and has 500 fibers; golden A is of petal 0 and has 75. GOOD_FIBERS of the original say how many are good.
    [Fact]
    public void Good_fibers_are_counted_in_a_sentence_and_petals_without_results_have_a_reason()
    {
        Lay("r0", GoldenSet.A.ExpectedMerged("r0", 104));

        var page = Page(PlaneKind.Fibers);

        var document = MergedQa.Read(File.ReadAllBytes(GoldenSet.A.ExpectedMerged("r0", 104))).Value;
        var good = document.ValuesOf("CHECK_FIBERS", "GOOD_FIBERS");
        page.Find(".plane-sentence").TextContent.ShouldStartWith($"{good.Count(value => value > 0)} of {good.Length} fibers good");
        page.Find(".missing").TextContent.ShouldContain("r1, r2");
        page.FindAll("section[aria-label='Petals'] tbody tr").Count.ShouldBe(10);
        Row(page, "r0").ShouldContain(document.StatusOf("CHECK_FIBERS", "NGOODFIB_STATUS").ToString(), Case.Insensitive);
        Row(page, "r5").ShouldContain("has no document");
        Drawn(page)
            .Traces.Where(trace => trace.Tint == Tint.Normal)
            .Sum(trace => trace.Fibers.Length)
            .ShouldBe(good.Count(value => value > 0));
    }

    [Fact]
    public void Each_arm_has_its_own_fibers_and_the_address_says_which()
    {
        Lay("r0", GoldenSet.A.ExpectedMerged("r0", 104));
        Lay("z0", GoldenSet.A.ExpectedMerged("z0", 104));

        var page = Page(PlaneKind.Focus, "?arm=z&part=x&fiber=0");

        Drawn(page).Title.ShouldBe("X sigma, arm z");
        page.FindAll("nav[aria-label='Arm'] a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["focus/4707?arm=b&part=x&fiber=0", "focus/4707?arm=r&part=x&fiber=0", "focus/4707?arm=z&part=x&fiber=0"]);
        page.FindAll("nav[aria-label='Part'] a").Select(link => link.TextContent).ShouldBe(["X", "W"]);
        page.Find(".fiber-summary h2").TextContent.ShouldContain("Fiber 0");
        page.Find(".fiber-summary").TextContent.ShouldContain("X sigma");
        page.Find(".fiber-summary").TextContent.ShouldContain("Reference of z0");
    }

    [Fact]
    public void The_colours_of_focus_end_at_the_limits_of_the_status()
    {
        Lay("r0", GoldenSet.A.ExpectedMerged("r0", 104));
        var document = MergedQa.Read(File.ReadAllBytes(GoldenSet.A.ExpectedMerged("r0", 104))).Value;
        var limits = document.LimitsOf("CHECK_CCDs", "XWSIGMA")!;

        var scale = Drawn(Page(PlaneKind.Focus, "?part=w")).Traces.First(trace => trace.Colouring is not null).Colouring!.Scale;

        (scale.Low, scale.High).ShouldBe((limits.Warning.Low, limits.Warning.High));
        scale.Kind.ShouldBe(ColourScaleKind.Diverging);
    }

    [Fact]
    public void Residuals_of_the_signal_to_noise_are_drawn_from_minus_to_plus_a_fifth()
    {
        Lay("r0", GoldenSet.A.ExpectedMerged("r0", 104));

        var page = Page(PlaneKind.Snr);

        var colouring = Drawn(page).Traces.First(trace => trace.Colouring is not null).Colouring!;
        (colouring.Scale.Low, colouring.Scale.High).ShouldBe((-0.2, 0.2));
        page.Find(".plane-sentence").TextContent.ShouldContain($"{colouring.Values.Length} targets on 1 petal");
    }

    [Fact]
    public void Any_metric_by_fiber_can_be_drawn_in_place_of_good_and_bad()
    {
        Lay("r0", GoldenSet.A.ExpectedMerged("r0", 104));
        var page = Page(PlaneKind.Fibers);

        page.FindAll(".plane-tools option").Select(option => option.TextContent).ShouldContain("MEDIAN_SNR");
        page.Find(".plane-tools select").Change("TOTCOUNT_FIB");
        Address().ShouldBe("fibers/4707?arm=r&metric=TOTCOUNT_FIB");

        page = Page(PlaneKind.Fibers, "?metric=TOTCOUNT_FIB&fiber=11");
        Drawn(page).Title.ShouldBe("TOTCOUNT_FIB, arm r");
        page.Find(".fiber-summary").TextContent.ShouldContain("TOTCOUNT_FIB");
        Page(PlaneKind.Fibers, "?metric=NOTHING_OF_THE_KIND")
            .Find(".plane-sentence")
            .TextContent.ShouldStartWith("No petal has results to draw");
    }

    [Fact]
    public async Task A_click_chooses_a_fiber_without_drawing_the_map_again()
    {
        Lay("r0", GoldenSet.A.ExpectedMerged("r0", 104));
        var page = Page(PlaneKind.Fibers);
        var before = Drawn(page);

        await page.InvokeAsync(() => page.FindComponent<FigureView>().Instance.FiberPicked.InvokeAsync(12));

        Address().ShouldBe("fibers/4707?arm=r&fiber=12");
        page.WaitForAssertion(() => page.Find(".fiber-summary h2").TextContent.ShouldContain("Fiber 12"));
        ReferenceEquals(Drawn(page), before).ShouldBeTrue();
    }

    [Theory]
    [InlineData(PlaneKind.Fibers)]
    [InlineData(PlaneKind.Focus)]
    [InlineData(PlaneKind.Snr)]
    public void No_document_breaks_a_page(PlaneKind kind)
    {
        foreach (var (camera, text) in Foreign())
        {
            Shelf.Put(Science, camera, MergedQa.Read(System.Text.Encoding.UTF8.GetBytes(text)));
        }

        foreach (var arm in new[] { "b", "r", "z", "q", "" })
        {
            var page = Page(kind, $"?arm={arm}&fiber=1600&part=%00&metric={(arm == "z" ? "XWSIGMA_FIB" : "<b>")}");
            page.FindAll("section[aria-label='Petals'] tbody tr").Count.ShouldBe(10);
            page.Find(".plane-sentence").TextContent.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Without_any_result_the_page_says_so()
    {
        var page = Page(PlaneKind.Fibers);

        page.Find(".plane-sentence").TextContent.ShouldStartWith("No petal has results to draw");
        Drawn(page).HasContent.ShouldBeFalse();
        Page(PlaneKind.Fibers, process: 1).Find(".nothing").TextContent.ShouldContain("there is no process 1");
    }

    [Fact]
    public void A_page_that_was_rendered_on_the_server_goes_on_with_what_it_had_read()
    {
        Lay("r0", GoldenSet.A.ExpectedMerged("r0", 104));
        var first = Page(PlaneKind.Fibers);
        var drawn = Drawn(first);
        Carried.TriggerOnPersisting();
        first.Instance.Dispose();
        Shelf.Failure = Processes.Failure = new QuickLook.Core.Results.Failure("the database is away");

        var live = Page(PlaneKind.Fibers);

        Drawn(live).ShouldBeSameAs(drawn);
        Page(PlaneKind.Fibers).FindComponents<FigureView>().ShouldBeEmpty("what was taken over is gone, and nothing can be read");
    }

    [Fact]
    public void A_petal_that_ends_while_one_looks_is_drawn_by_itself()
    {
        var process = Live.Current.Process!.ProcessId;
        var page = Page(PlaneKind.Fibers, process: process);
        page.Find(".plane-sentence").TextContent.ShouldStartWith("No petal has results");

        Shelf.Put(process, CameraId.Parse("r0").Value, GoldenSet.A.ExpectedMerged("r0", 104));
        Live.Set(
            QuickLook.Tests.Web.Scripted.Cameras.Id("r0"),
            camera => camera with { State = QuickLook.Core.Results.RunState.Succeeded, EndedAt = Time.GetUtcNow() }
        );
        Time.Advance(LiveFeed.Interval);

        page.WaitForAssertion(() => page.Find(".plane-sentence").TextContent.ShouldContain("fibers good"));
    }

    // What other programs, older ones and bad luck leave behind.
    private static IEnumerable<(CameraId Camera, string Text)> Foreign()
    {
        var golden = Directory.GetFiles(Path.Combine(GoldenSet.B.Root, "expected", "merged"), "*.json").Select(File.ReadAllText).ToList();
        string[] texts =
        [
            .. golden,
            "{}",
            """{"TASKS":{"CHECK_FIBERS":{"METRICS":{"GOOD_FIBERS":"many","NGOODFIB_STATUS":7}}}}""",
            """{"TASKS":{"CHECK_FIBERS":{"METRICS":{"GOOD_FIBERS":[1,0,null,NaN,-9999],"NGOODFIB_STATUS":"UNKNOWN"}},"CHECK_CCDs":{"METRICS":{"XWSIGMA_FIB":[[1.1],[NaN,2]],"XWSIGMA":[1.1]}}}}""",
            """{"GENERAL_INFO":{"KNOWN_BROKEN_FIBERS":[-4,1e300,7],"RA":[1],"DEC":[]},"TASKS":{"CHECK_SPECTRA":{"METRICS":{"SNR_MAG_TGT":[[[1,2],[3]]],"FITCOEFF_TGT":[],"OBJLIST":["ELG","LRG"]}}}}""",
            """{"TASKS":[]}""",
        ];
        return CameraId.All.Select((camera, index) => (camera, texts[index % texts.Length]));
    }

    private void Lay(string camera, string file) => Shelf.Put(Science, CameraId.Parse(camera).Value, file);

    private IRenderedComponent<PlanePanel> Page(PlaneKind kind, string query = "", long process = Science)
    {
        var name = kind.ToString().ToLowerInvariant();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{name}/{process}{query}");
        return RenderLive<PlanePanel>(page => page.Add(one => one.ProcessId, process).Add(one => one.Kind, kind));
    }

    private string Address()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        return navigation.ToBaseRelativePath(navigation.Uri);
    }

    private static PlotFigure Drawn(IRenderedComponent<PlanePanel> page) => (PlotFigure)page.FindComponent<FigureView>().Instance.Of;

    private static string Row(IRenderedComponent<PlanePanel> page, string camera) =>
        page.FindAll("section[aria-label='Petals'] tbody tr").Single(row => row.Children[0].TextContent == camera).TextContent;
}
