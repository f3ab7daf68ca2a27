using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Tests.Web.Shared.Quantities;
using QuickLook.Web.Components.Pages.Trends;
using QuickLook.Web.Components.Shared.Figures;
using QuickLook.Web.Live;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Trends;

public sealed class TrendsPageTests : QuantityPageTests
{
    private static readonly Quantity Noise = new(QuantityKind.Metric, "noise");

    protected override string Name => "trends";

    protected override string Counted => ".viewer-head .about";

    protected override CameraId Usual => Id("b0");

    [Fact]
    public void Without_an_address_it_is_the_read_noise_of_b0_over_thirty_nights()
    {
        NightValues.Lay(Trends, Ids("b0", "b1"));

        var page = Page();

        var order = Trends.Orders.Single();
        order.Quantity.ShouldBe(Noise);
        order.Cameras.ShouldBe(Ids("b0"));
        (order.First, order.Last).ShouldBe((Night.Parse("20201014").Value, NightValues.Newest));
        (order.Flavor, order.Program).ShouldBe(("", ""));
        page.FindAll(".picker [aria-pressed='true']").Select(button => button.TextContent).ShouldBe(["b0"]);
        page.FindComponent<FigureView>().Instance.Of.ShouldBeOfType<PlotFigure>().Traces.ShouldNotBeEmpty();
        page.Find(".viewer-head .about").TextContent.ShouldBe("NOISE of 40 exposures, nights 20201103 to 20201112");
    }

    [Fact]
    public void Where_b0_has_no_values_the_first_camera_that_has_some_is_shown()
    {
        NightValues.Lay(Trends, Ids("r4", "z4"));

        var page = Page();

        Trends.Orders.Last().Cameras.ShouldBe(Ids("r4"));
        page.FindAll(".picker [aria-pressed='true']").Select(button => button.TextContent).ShouldBe(["r4"]);
        page.FindAll(".trend-table tbody tr").Count.ShouldBe(4);
    }

    [Fact]
    public void An_address_is_asked_of_the_shelf_as_it_is()
    {
        NightValues.Lay(Trends, Ids("b0", "r1"));

        var page = Page("?q=test-Get_RMS&cameras=r1,b0,z&elements=A,c&first=20201001&last=20201112&flavor=Science&program=DARK");

        var order = Trends.Orders.Single();
        order.Quantity.ShouldBe(new Quantity(QuantityKind.Test, "Get_RMS"));
        order.Cameras.ShouldBe([.. Ids("b0", "r1"), .. CameraId.All.Where(camera => camera.Arm == Arm.Z)]);
        (order.First, order.Last).ShouldBe((Night.Parse("20201001").Value, NightValues.Newest));
        (order.Flavor, order.Program).ShouldBe(("science", "dark"));
        page.FindAll(".notice").ShouldBeEmpty();
        page.FindAll("[aria-label='Amplifiers'] [aria-pressed='true']").Select(button => button.TextContent.Trim()).ShouldBe(["A", "C"]);
    }

    [Fact]
    public void Every_change_is_in_the_address()
    {
        NightValues.Lay(Trends, Ids("b0", "b1"));
        var page = Page();

        page.FindAll(".picker .camera").Single(button => button.TextContent == "b1").Click();
        Address().ShouldBe("trends?q=metric-noise&cameras=b0,b1&nights=month");
        Trends.Orders.Last().Cameras.ShouldBe(Ids("b0", "b1"));

        page.FindAll("[aria-label='Amplifiers'] button").Single(button => button.TextContent.Trim() == "B").Click();
        Address().ShouldBe("trends?q=metric-noise&cameras=b0,b1&elements=A,C,D&nights=month");
        page.FindAll(".trend-table tbody tr").Count.ShouldBe(6);

        page.Find("[aria-label='Arm b']").Click();
        Address().ShouldBe("trends?q=metric-noise&cameras=b0,b1,b2,b3,b4,b5,b6,b7,b8,b9&elements=A,C,D&nights=month");

        page.FindAll(".night-range button").Single(button => button.TextContent == "All").Click();
        Address().ShouldEndWith("&elements=A,C,D&nights=all");
        Trends.Orders.Last().First.ShouldBe(NightValues.Span.First);

        page.FindAll(".filters select")[1].Change("zero");
        Address().ShouldEndWith("&nights=all&flavor=zero");

        page.FindAll(".filters select")[2].Change("dark");
        Address().ShouldEndWith("&nights=all&flavor=zero&program=dark");
        Trends.Orders.Last().Flavor.ShouldBe("zero");

        // Zeros have no such test, and a single value has no amplifiers.
        page.Find(".quantity select").Change("test-Sky_Continuum");
        Address().ShouldBe("trends?q=test-Sky_Continuum&cameras=b0,b1,b2,b3,b4,b5,b6,b7,b8,b9&nights=all&program=dark");

        page.Find(".quantity select").Change("exposure-airmass");
        Address().ShouldStartWith("trends?q=exposure-airmass&");
        Trends.Orders.Last().Quantity.ShouldBe(Quantity.Airmass);
        page.FindAll(".picker").ShouldBeEmpty();
    }

    [Fact]
    public void Trend_metrics_tests_and_values_of_the_exposure_can_be_chosen()
    {
        NightValues.Lay(Trends, Ids("b0"));

        var page = Page();

        var groups = page.FindAll(".quantity optgroup")
            .ToDictionary(
                group => group.GetAttribute("label")!,
                group => group.QuerySelectorAll("option").Select(option => option.TextContent).ToList()
            );
        groups["Followed over time"].ShouldBe(["AIRMASS", "BIAS (ADU)", "NOISE (e-)", "SKY BRIGHTNESS (e-/Å/s)"]);
        groups["Of the exposure"].ShouldBe(["AIRMASS", "SEEING (arcsec)", "EXPOSURE TIME (s)"]);
        groups["Tests of science"].ShouldContain("Noise AMP (e-)");
        groups["Tests of arc only"].ShouldBe(["LAMP PEAKS (e-/Å/s)", "CHECKARC (fibers)"]);
        groups["Tests of flat only"].ShouldContain("LAMP LEVEL (e-/Å/s)");
    }

    [Fact]
    public void Each_camera_and_amplifier_has_a_line_of_numbers_and_its_newest_value_leads_to_its_tests()
    {
        NightValues.Lay(Trends, Ids("b0", "b3"));

        var page = Page("?cameras=b0,b3&elements=D");

        var rows = page.FindAll(".trend-table tbody tr");
        rows.Count.ShouldBe(2);
        var cells = rows[1].Children.Select(cell => cell.TextContent.Trim()).ToList();
        cells.Take(4).ShouldBe(["b3", "D", "40", "2.80"]);
        rows[1].QuerySelector("a")!.GetAttribute("href").ShouldBe("qa/5039/CHECK_CCDs/rms?camera=b3");
    }

    [Fact]
    public void A_jump_of_the_newest_value_is_marked()
    {
        Trends.Span = NightValues.Span;
        Trends.Put(
            Noise,
            Id("b0"),
            NightValues.Of(20, place => [2.5 + (0.01 * (place % 3)), place == 19 ? 4.9 : 2.5 + (0.01 * (place % 3))])
        );

        var rows = Page().FindAll(".trend-table tbody tr");

        rows[0].QuerySelectorAll(".jump").ShouldBeEmpty();
        rows[1].QuerySelector(".jump")!.TextContent.ShouldContain("+2.39");
    }

    [Theory]
    [InlineData("?q=metric-nonsense", "no quantity like that")]
    [InlineData("?q=%3Cb%3E", "no quantity like that")]
    [InlineData("?cameras=q7", "No camera of the address exists")]
    [InlineData("?cameras=b0,b77", "Not all cameras of the address exist")]
    [InlineData("?elements=A,E", "does not have all elements")]
    public void What_an_address_says_wrongly_is_no_obstacle(string query, string says)
    {
        NightValues.Lay(Trends, Ids("b0"));

        var page = Page(query);

        page.Find(".notice").TextContent.ShouldContain(says);
        page.FindComponents<FigureView>().Count.ShouldBe(1);
        Trends.Orders.Last().Cameras.ShouldBe(Ids("b0"));
    }

    [Fact]
    public void However_long_an_address_is_at_most_thirty_cameras_are_asked_for()
    {
        NightValues.Lay(Trends, Ids("b0"));

        Page("?cameras=b,r,z,b0,b0,b1");
        Trends.Orders.Last().Cameras.Length.ShouldBe(30);

        Page($"?cameras={string.Join(',', Enumerable.Repeat("b0", 2000))}")
            .Find(".notice")
            .TextContent.ShouldContain("No camera of the address");
    }

    [Fact]
    public void Without_a_camera_the_page_asks_for_one()
    {
        NightValues.Lay(Trends, Ids("b0"));

        var page = Page("?cameras=none");

        page.Find(".nothing").TextContent.ShouldContain("Choose at least one camera");
        Trends.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_click_on_a_value_opens_its_tests()
    {
        NightValues.Lay(Trends, Ids("b0"));
        Trends.Put(new Quantity(QuantityKind.Test, "Get_RMS"), Ids("b0")[0], NightValues.Of(4, _ => [2.5, 2.6, 2.7, 2.8]));

        var noise = Page("?q=metric-noise&cameras=b0&nights=all").FindComponent<FigureView>().Instance;
        await Renderer.Dispatcher.InvokeAsync(() => noise.ProcessPicked.InvokeAsync(5003));
        Address().ShouldStartWith("qa/5003");
        Address().ShouldContain("camera=b0");

        var test = Page("?q=test-Get_RMS&cameras=b0&nights=all").FindComponent<FigureView>().Instance;
        await Renderer.Dispatcher.InvokeAsync(() => test.ProcessPicked.InvokeAsync(5003));
        Address().ShouldBe("qa/5003/CHECK_CCDs/rms?camera=b0");
    }

    [Fact]
    public async Task A_part_of_many_values_shows_each_of_them()
    {
        NightValues.Lay(Trends, Ids("b0"));
        Trends.Span = NightValues.Span with { First = Night.Parse("20100101").Value };
        var points = NightValues.Of(SeriesFigures.MostSingle + 400, place => [place % 7]).ToList();
        Trends.Put(Quantity.Airmass, null, points);
        var page = Page("?q=exposure-airmass&nights=all");
        var view = page.FindComponent<FigureView>();
        var all = (PlotFigure)view.Instance.Of;
        var (low, high) = (points[^30].At.Days, points[^1].At.Days);

        await page.InvokeAsync(() => view.Instance.Zoomed.InvokeAsync((low, high)));

        var part = (PlotFigure)view.Instance.Of;
        part.X.Range.ShouldBe((low, high));
        part.Traces.Sum(trace => trace.Processes.Length).ShouldBeGreaterThanOrEqualTo(30);
        part.Caption.ShouldNotContain("medians");
        all.Caption.ShouldContain("medians");

        await page.InvokeAsync(() => view.Instance.Zoomed.InvokeAsync((null, null)));
        ((PlotFigure)view.Instance.Of).Caption.ShouldContain("medians");
    }

    protected override IRenderedComponent<IComponent> Open(string query = "") => Page(query);

    private static CameraId Id(string name) => CameraId.Parse(name).Value;

    private static ImmutableArray<CameraId> Ids(params string[] names) => [.. names.Select(Id)];

    private IRenderedComponent<TrendsPage> Page(string query = "") => Open<TrendsPage>(query);
}
