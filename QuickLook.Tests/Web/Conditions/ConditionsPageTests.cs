using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Tests.Web.Shared.Quantities;
using QuickLook.Web.Components.Pages.Conditions;
using QuickLook.Web.Components.Shared.Figures;

namespace QuickLook.Tests.Web.Conditions;

public sealed class ConditionsPageTests : QuantityPageTests
{
    private static readonly Quantity Noise = new(QuantityKind.Metric, "noise");
    private static readonly Quantity Sky = new(QuantityKind.Metric, "skybrightness");

    protected override string Name => "conditions";

    protected override string Counted => ".joined";

    protected override CameraId Usual => Id("r0");

    [Fact]
    public void Without_an_address_it_is_the_brightness_of_the_sky_against_airmass()
    {
        NightValues.Lay(Trends, [Id("r0"), Id("r3")]);

        var page = Page();

        Trends.Orders.Select(order => order.Quantity).ShouldBe([Quantity.Airmass, Sky]);
        Trends.Orders.Last().Cameras.ShouldBe([Id("r0")]);
        Trends.Orders.ShouldAllBe(order => order.First == Night.Parse("20201014").Value && order.Last == NightValues.Newest);
        page.FindComponents<FigureView>()[0].Instance.Of.Title.ShouldBe("SKY BRIGHTNESS r0 against AIRMASS");

        // 40 exposures of either, the second two later.
        page.Find(".joined").TextContent.ShouldBe("38 exposures have both and are drawn; 2 have only AIRMASS, 2 only SKY BRIGHTNESS r0.");
    }

    [Fact]
    public async Task A_click_on_a_point_opens_its_exposure()
    {
        NightValues.Lay(Trends, [Id("r0")]);
        var figure = Page().FindComponents<FigureView>()[0].Instance;

        await Renderer.Dispatcher.InvokeAsync(() => figure.ProcessPicked.InvokeAsync(5003));

        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.ToBaseRelativePath(navigation.Uri).ShouldStartWith("qa/5003");
    }

    [Fact]
    public void Where_r0_has_no_values_another_camera_of_its_arm_is_shown()
    {
        NightValues.Lay(Trends, [Id("b1"), Id("r7"), Id("z2")]);

        Page();

        Trends.Orders.Last().Cameras.ShouldBe([Id("r7")]);
    }

    [Fact]
    public void An_address_is_asked_of_the_shelf_as_it_is()
    {
        NightValues.Lay(Trends, [Id("b0"), Id("z1")]);

        var page = Page("?x=metric-noise&xcamera=z1&xelement=C&y=test-Get_RMS&ycamera=B0&first=20201001&flavor=science&program=dark");

        var (x, y) = (Trends.Orders.First(), Trends.Orders.Last());
        (x.Quantity, x.Cameras.Single()).ShouldBe((Noise, Id("z1")));
        (y.Quantity, y.Cameras.Single()).ShouldBe((new Quantity(QuantityKind.Test, "Get_RMS"), Id("b0")));
        Trends.Orders.ShouldAllBe(order =>
            order.First == Night.Parse("20201001").Value && order.Last == null && order.Flavor == "science" && order.Program == "dark"
        );
        page.FindAll(".notice").ShouldBeEmpty();
        page.Find(".viewer-head .about").TextContent.ShouldBe("Noise AMP b0 A against NOISE z1 C");
    }

    [Fact]
    public void Every_change_is_in_the_address_and_the_axes_can_be_changed_round()
    {
        NightValues.Lay(Trends, [Id("r0"), Id("r3")]);
        var page = Page();

        page.FindAll("[aria-label='Upwards (y)'] select")[1].Change("r3");
        Address().ShouldBe("conditions?x=exposure-airmass&y=metric-skybrightness&ycamera=r3&nights=month");

        page.FindAll(".sides button").Single(button => button.TextContent.Contains("Swap", StringComparison.Ordinal)).Click();
        Address().ShouldBe("conditions?x=metric-skybrightness&xcamera=r3&y=exposure-airmass&nights=month");

        page.FindAll("[aria-label='Across (x)'] select")[0].Change("metric-noise");
        Address().ShouldBe("conditions?x=metric-noise&xcamera=r3&y=exposure-airmass&nights=month");

        page.FindAll("[aria-label='Across (x)'] select")[2].Change("3");
        Address().ShouldBe("conditions?x=metric-noise&xcamera=r3&xelement=D&y=exposure-airmass&nights=month");
        page.FindComponents<FigureView>()[0].Instance.Of.Title.ShouldBe("AIRMASS against NOISE r3 D");

        page.FindAll(".night-range button").Single(button => button.TextContent == "Week").Click();
        Address().ShouldEndWith("&nights=week");
    }

    [Fact]
    public void Each_quantity_leads_to_its_values_over_time()
    {
        NightValues.Lay(Trends, [Id("r0")]);

        var page = Page("?nights=year");

        page.FindAll(".side a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["trends?q=exposure-airmass&nights=year", "trends?q=metric-skybrightness&cameras=r0&nights=year"]);
        page.Find(".viewer-head nav a").GetAttribute("href").ShouldBe("trends?q=metric-skybrightness&cameras=r0&nights=year");
    }

    [Theory]
    [InlineData("?x=metric-nonsense", "no quantity like that")]
    [InlineData("?y=exposure-nonsense", "no quantity like that")]
    [InlineData("?ycamera=q7", "does not exist")]
    [InlineData("?xelement=7", "does not have the element")]
    public void What_an_address_says_wrongly_is_no_obstacle(string query, string says)
    {
        NightValues.Lay(Trends, [Id("r0")]);

        var page = Page(query);

        page.Find(".notice").TextContent.ShouldContain(says);
        page.FindComponents<FigureView>().ShouldNotBeEmpty();
    }

    [Fact]
    public void An_element_that_no_exposure_has_draws_nothing()
    {
        NightValues.Lay(Trends, [Id("r0")]);

        Page("?yelement=9").Find(".nothing").TextContent.ShouldContain("40 have only AIRMASS, 0 only SKY BRIGHTNESS r0 9");
    }

    private static CameraId Id(string name) => CameraId.Parse(name).Value;

    protected override IRenderedComponent<IComponent> Open(string query = "") => Page(query);

    private IRenderedComponent<ConditionsPage> Page(string query = "") => Open<ConditionsPage>(query);
}
