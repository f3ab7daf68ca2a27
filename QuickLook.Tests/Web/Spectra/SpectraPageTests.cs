using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;
using QuickLook.Web.Components.Pages.Spectra;
using QuickLook.Web.Components.Shared.Figures;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Spectra;

public sealed class SpectraPageTests : WebTestContext
{
    private const long Science = 4707;

    [Fact]
    public void The_first_fiber_is_shown_in_all_arms_and_its_number_may_be_0()
    {
        Lay();

        var page = Page();

        page.Find(".viewer-head").TextContent.ShouldContain("00012341");
        page.Find(".fiber-summary h2").TextContent.ShouldContain("Fiber 0");
        var flux = Drawn(page, "spectrum");
        flux.Title.ShouldBe("Spectrum of fiber 0 SKY");
        flux.Traces.Select(trace => trace.Name).ShouldBe(["b0", "r0", "z0"]);
        flux.Traces.Select(trace => trace.Tint).ShouldBe([Tint.ArmB, Tint.ArmR, Tint.ArmZ]);
        Drawn(page, "spectra-map").Traces.SelectMany(trace => trace.Fibers).Distinct().Count().ShouldBe(75);
        Spectra.Reads.ShouldBe(["b0 0", "r0 0", "z0 0"]);
    }

    [Fact]
    public void An_address_chooses_fibers_arms_smoothing_and_what_else_is_drawn()
    {
        Lay();
        Shelf.Put(Science, CameraId.Parse("r0").Value, GoldenSet.A.ExpectedMerged("r0", 104));

        var page = Page("?fiber=3,11&arms=r&smooth=box-5&show=noise,sky,skylines&from=6000&to=6500");

        var flux = Drawn(page, "spectrum");
        flux.Title.ShouldBe("Spectra of 2 fibers");
        flux.Subtitle.ShouldBe("electron/Å; smoothed, box of 5 pixels");
        flux.Traces.Select(trace => trace.Name).ShouldBe(["noise of r0, fiber 11", "fiber 3 QSO, ELG", "fiber 11 QSO, ELG"]);
        flux.Traces.Select(trace => trace.Tint).ShouldBe([Tint.Faint, Tint.First, Tint.Second]);
        flux.X.Range.ShouldBe((6000, 6500));
        flux.Guides.Select(guide => guide.Label).ShouldBe(["[O I]", "[O I]"]); // 6302.05 is at the place of the peak 6301.9
        Drawn(page, "spectrum-sky").Traces.Length.ShouldBe(2);
        page.FindAll(".chosen li").Select(item => item.TextContent.Trim()).ShouldBe(["3", "11"]);
        page.FindAll(".tools [aria-pressed='true']")
            .Select(button => button.TextContent.Trim())
            .ShouldBe(["r", "Noise", "Sky model", "Sky lines"]);
        page.Find(".fiber-summary").TextContent.ShouldContain("Median SNR, r0");
        page.FindAll(".fiber-summary nav a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe([
                "ccd/4707?camera=r0&fiber=11",
                "qa/4707?camera=r0&fiber=11",
                "https://www.legacysurvey.org/viewer?ra=150.11000&dec=32.00000&zoom=16&layer=ls-dr9",
            ]);
        page.Find(".fiber-summary nav a[target]").GetAttribute("rel").ShouldBe("noopener noreferrer");
    }

    [Fact]
    public async Task A_click_shows_a_fiber_and_with_Add_or_a_key_held_it_is_added()
    {
        Lay();
        var page = Page("?fiber=0");

        await page.InvokeAsync(() => Map(page).Instance.FiberPicked.InvokeAsync(7));
        Address().ShouldBe("spectra/4707?fiber=7");

        page = Page("?fiber=7");
        await page.InvokeAsync(() => Map(page).Instance.FiberAdded.InvokeAsync(0));
        Address().ShouldBe("spectra/4707?fiber=7,0");

        page.Find("[data-key='a']").Click();
        await page.InvokeAsync(() => Map(page).Instance.FiberPicked.InvokeAsync(9));
        Address().ShouldBe("spectra/4707?fiber=7,0,9");
    }

    [Theory]
    [InlineData("0", "spectra/4707?fiber=0", "")]
    [InlineData(" 74 ", "spectra/4707?fiber=74", "")]
    [InlineData("75", "spectra/4707?fiber=3", "there is no spectrum of fiber 75 in this process")]
    [InlineData("x", "spectra/4707?fiber=3", "a fiber is a number from 0 to 4999")]
    [InlineData("5000", "spectra/4707?fiber=3", "a fiber is a number from 0 to 4999")]
    public void A_number_chooses_a_fiber_or_is_told_why_not(string number, string address, string fault)
    {
        Lay();
        var page = Page("?fiber=3");

        page.Find(".chooser input").Change(number);

        Address().ShouldBe(address);
        page.FindAll("[role='alert']").Select(alert => alert.TextContent).ShouldBe(fault.Length == 0 ? [] : [fault]);
    }

    [Fact]
    public void Next_and_previous_go_through_the_fibers_of_a_type_in_a_circle()
    {
        Lay();

        var page = Page("?fiber=5&type=SKY");
        page.Find("[data-key='.']").Click();
        Address().ShouldBe("spectra/4707?fiber=10&type=SKY");

        page = Page("?fiber=0&type=SKY");
        page.Find("[data-key=',']").Click();
        Address().ShouldBe("spectra/4707?fiber=70&type=SKY");

        page = Page("?fiber=7&type=SKY"); // not of that type: the neighbours are
        page.Find("[data-key=',']").GetAttribute("aria-label").ShouldBe("Previous fiber, 5");
        page.Find("[data-key='.']").GetAttribute("aria-label").ShouldBe("Next fiber, 10");
    }

    [Fact]
    public void A_type_leaves_the_others_quiet_and_a_fiber_of_another_type_gives_way()
    {
        Lay();
        var page = Page("?fiber=3");

        page.Find(".chooser select").Change("SKY");
        Address().ShouldBe("spectra/4707?type=SKY");

        page = Page("?type=SKY");
        page.Find(".fiber-summary h2").TextContent.ShouldContain("Fiber 0");
        var map = Drawn(page, "spectra-map");
        map.Traces.Single(trace => trace.Tint == Tint.Sky).Fibers.Length.ShouldBe(15);
        map.Traces.Where(trace => trace.Tint == Tint.Faint).Sum(trace => trace.Fibers.Length).ShouldBe(60);
        page.FindAll(".chooser option").Select(option => option.TextContent).ShouldBe(["all, 75", "ELG, 60", "QSO, 30", "SKY, 15"]);
    }

    [Fact]
    public void Toggles_are_in_the_address()
    {
        Lay();
        var page = Page("?fiber=3");
        Click(page, "Arm b");
        Address().ShouldBe("spectra/4707?fiber=3&arms=rz");

        foreach (
            var (button, show) in new[]
            {
                ("Noise", "noise"),
                ("Sky model", "sky"),
                ("Sky lines", "skylines"),
                ("Lamp lines", "lamps"),
                ("Full range", "full"),
            }
        )
        {
            page = Page("?fiber=3");
            page.FindAll(".tools .btn").Single(one => one.TextContent.Trim() == button).Click();
            Address().ShouldBe($"spectra/4707?fiber=3&show={show}");
        }

        page = Page("?fiber=3");
        page.Find(".tools select").Change("gauss");
        Address().ShouldBe("spectra/4707?fiber=3&smooth=gauss-2");
        page = Page("?fiber=3&smooth=gauss-2");
        page.Find(".tools .width input").Change("7.5");
        Address().ShouldBe("spectra/4707?fiber=3&smooth=gauss-7.5");
    }

    [Fact]
    public void Without_places_on_the_sky_fibers_lie_petal_by_petal()
    {
        Spectra.Put(Science, "r0", Enumerable.Range(0, 500), placed: false);
        Spectra.Put(Science, "r7", Enumerable.Range(3500, 500), placed: false);

        var map = Drawn(Page(), "spectra-map");

        map.Missing.ShouldContain("no places on the sky");
        map.X.Words.Select(word => word.Word).ShouldBe(["0", "7"]);
        var trace = map.Traces.Single(one => one.Fibers.Contains(3500));
        var at = trace.Fibers.IndexOf(3500);
        (trace.X[at], trace.Y[at]).ShouldBe((28, 0));
        map.Traces.SelectMany(one => one.X.Zip(one.Y)).Distinct().Count().ShouldBe(1000);
    }

    [Fact]
    public void A_process_without_spectra_says_why_and_what_to_do()
    {
        Spectra.Notice = "The products of this process were removed from disk on 2026-11-20.";

        var page = Page();

        page.Find(".notice").TextContent.ShouldContain("were removed from disk");
        page.Find(".nothing").TextContent.ShouldContain("All 28 cameras: its run left no file of spectra.");
        Page(process: 1).Find(".nothing").TextContent.ShouldContain("there is no process 1");
    }

    [Fact]
    public void An_arm_that_is_missing_is_named_and_the_others_are_drawn()
    {
        Spectra.Put(Science, "r0", Enumerable.Range(0, 75));

        var page = Page("?fiber=4");

        var flux = Drawn(page, "spectrum");
        flux.Traces.Select(trace => trace.Name).ShouldBe(["r0"]);
        flux.Missing.ShouldBe("b0: its run left no file of spectra. z0: its run left no file of spectra.");
        page.Find(".gone summary").TextContent.ShouldContain("27 of 28 cameras have no spectra");
        Drawn(Page("?fiber=4000"), "spectrum").Missing.ShouldContain("b8: its run left no file of spectra");
    }

    [Fact]
    public void Arms_in_another_unit_are_not_drawn_on_the_same_axis()
    {
        Spectra.Put(Science, "b0", [0, 1]);
        Spectra.Put(Science, "r0", [0, 1], unit: "10**-17 erg/(s cm2 Angstrom)");

        var flux = Drawn(Page("?fiber=1"), "spectrum");

        flux.Traces.Select(trace => trace.Name).ShouldBe(["b0"]);
        flux.Missing.ShouldContain("r0 not drawn: in 10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹, not in electron/Å.");
    }

    private void Lay()
    {
        foreach (var camera in new[] { "b0", "r0", "z0" })
        {
            Spectra.Put(Science, camera, Enumerable.Range(0, 75));
        }
    }

    private IRenderedComponent<SpectraPage> Page(string query = "", long process = Science)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"spectra/{process}{query}");
        return RenderLive<SpectraPage>(page => page.Add(one => one.ProcessId, process));
    }

    private string Address()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        return navigation.ToBaseRelativePath(navigation.Uri);
    }

    private static IRenderedComponent<FigureView> Map(IRenderedComponent<SpectraPage> page) =>
        page.FindComponents<FigureView>().Single(view => view.Instance.Of.Key == "spectra-map");

    private static PlotFigure Drawn(IRenderedComponent<SpectraPage> page, string key) =>
        (PlotFigure)page.FindComponents<FigureView>().Single(view => view.Instance.Of.Key == key).Instance.Of;

    private static void Click(IRenderedComponent<SpectraPage> page, string label) => page.Find($"[aria-label='{label}']").Click();
}
