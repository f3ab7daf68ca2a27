using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Plots;
using QuickLook.Tests.Web.Shared.Following;
using QuickLook.Web.Components.Pages.Survey;
using QuickLook.Web.Components.Shared.Figures;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Survey;

public sealed class SurveyPageTests : FollowingPageTests
{
    protected override string Name => "survey";

    protected override int Asked => Survey.Orders.Count;

    protected override Failure? Away
    {
        get => Survey.Failure;
        set => Survey.Failure = value;
    }

    protected override TaskCompletionSource? Hold
    {
        get => Survey.Hold;
        set => Survey.Hold = value;
    }

    [Fact]
    public void Everything_is_shown_at_first_without_having_to_choose()
    {
        Survey.Answer = SurveySky.Of(5021, 412);
        Survey.Counts = Counts;

        var page = Page();

        Survey.Orders.ShouldBe([new SurveyOrder()]);
        page.Find(".plane-sentence")
            .TextContent.ShouldBe("412 of 5\u202f021 planned tiles observed at least once (8.2 %); 34 only in exposures with alarms.");
        page.FindComponents<FigureView>()
            .Select(view => view.Instance.Of.Key)
            .ShouldBe(["footprint", "tiles-per-night", "tiles-so-far", "objects-per-night", "objects-so-far", "object-counts"]);
        page.FindAll("section[aria-label='Tiles to look at'] tbody a").Count.ShouldBe(12);
        page.Find("section[aria-label='Tiles to look at'] tbody a").GetAttribute("href").ShouldBe("qa/5406");
    }

    [Fact]
    public void Warnings_are_a_column_of_their_own_and_the_test_is_named()
    {
        Survey.Answer = SurveySky.Of(10, 5);
        Survey.Counts = Counts;

        var table = Page().Find("section[aria-label='Objects by type']");

        table.TextContent.ShouldContain("PEAKCOUNT_STATUS");
        table.QuerySelectorAll("tr.group").Select(row => row.TextContent.Trim()).ShouldBe(["Targets", "Sky"]);
        Cells(table.QuerySelectorAll("tbody tr:not(.group)")[0])
            .ShouldBe(["TGT", "4\u202f000", "12\u202f000", "9\u202f000", "2\u202f000", "500", "500", "75 %"]);
        table.TextContent.ShouldContain("2 exposures have no stored fibermap");
    }

    [Fact]
    public void The_address_says_what_is_shown_and_what_it_says_wrongly_is_no_obstacle()
    {
        Survey.Answer = SurveySky.Of(10, 5);

        Page("?program=Dark&from=20261101&to=20261105&colour=program");
        Survey
            .Orders.Last()
            .ShouldBe(
                new SurveyOrder
                {
                    Program = "dark",
                    First = Night("20261101"),
                    Last = Night("20261105"),
                }
            );

        SurveyQuery.Read(null, "ever", "yesterday", "20261332", "pink").ShouldBe(SurveyQuery.All);
        SurveyQuery
            .Read(new string('x', 500), null, "20261105", "20261101", null)
            .Order(null)
            .ShouldBe(new SurveyOrder { First = Night("20261105") });
        SurveyQuery
            .Read("dark", null, "20261101", "20261105", "program")
            .Address()
            .ShouldBe("survey?program=dark&from=20261101&to=20261105&colour=program");
        SurveyQuery.Read("a b&c", "all", null, null, null).Address().ShouldBe("survey?program=a%20b%26c");
    }

    [Fact]
    public void A_choice_leads_to_its_address()
    {
        Survey.Answer = SurveySky.Of(10, 10);
        var page = Page("?from=20261103");

        Field(page, "Last night").Change("20261109");
        Address().ShouldBe("survey?from=20261103&to=20261109");
        page.Find("select").Change("bright");
        Address().ShouldStartWith("survey?program=bright&from=20261103");
        page.FindAll("a").Single(link => link.TextContent == "Show all").GetAttribute("href").ShouldBe("survey");
    }

    [Fact]
    public void Presets_end_with_the_newest_night_that_has_science_exposures()
    {
        Survey.Answer = SurveySky.Of(10, 10);
        var page = Page();
        page.Find(".night-range [aria-pressed='true']").TextContent.ShouldBe("All");

        page.FindAll(".night-range button").Single(button => button.TextContent == "Week").Click();

        Address().ShouldBe("survey?nights=week");
        Survey.Orders.Last().ShouldBe(new SurveyOrder { First = Night("20261104"), Last = Night("20261110") });
        page.Find(".night-range [aria-pressed='true']").TextContent.ShouldBe("Week");

        page.FindAll(".night-range button").Single(button => button.TextContent == "All").Click();

        Address().ShouldBe("survey");
        Survey.Orders.Last().ShouldBe(new SurveyOrder(), "nights that are still to come as well");
    }

    [Theory]
    [InlineData("First night", "2026-11-01", "a night is a date written YYYYMMDD")]
    [InlineData("First night", "20261110", "this is after the last night, 20261105")]
    [InlineData("First night", "20261231", "there are exposures from 20261101 to 20261110 only")]
    [InlineData("Last night", "20261101", "this is before the first night, 20261103")]
    [InlineData("Last night", "<script>", "a night is a date written YYYYMMDD")]
    public void A_wrong_night_is_said_at_its_field_and_changes_nothing(string field, string text, string fault)
    {
        Survey.Answer = SurveySky.Of(10, 10);
        var page = Page("?from=20261103&to=20261105");

        Field(page, field).Change(text);

        page.Find(".filters .fault").TextContent.ShouldContain(fault);
        Field(page, field).GetAttribute("aria-invalid").ShouldBe("true");
        Field(page, field).GetAttribute("aria-describedby").ShouldBe(page.Find(".filters .fault").Id);
        Address().ShouldBe("survey?from=20261103&to=20261105");
        Survey.Orders.Count.ShouldBe(1);
    }

    [Fact]
    public void Objects_go_on_night_by_night_and_without_any_that_is_said()
    {
        Survey.Answer = SurveySky.Of(10, 5);
        Survey.Counts = Counts;
        var page = Page();

        var (perNight, soFar) = (Plot(page, "objects-per-night"), Plot(page, "objects-so-far"));
        perNight.Traces.Single().Y.ShouldBe([1500, 1000]);
        soFar.Traces.Single().Y.ShouldBe([1500, 2500]);

        Survey.Counts = Counts with { Nights = [] };
        page.FindAll("button").Single(button => button.TextContent.Contains("Look again", StringComparison.Ordinal)).Click();
        Plot(page, "objects-so-far").Missing.ShouldContain("No object has a good spectrum");
    }

    [Fact]
    public void Without_planned_tiles_the_page_says_how_to_give_them()
    {
        Survey.Answer = SurveySky.Of(20, 5, isNamed: false);

        var page = Page();

        page.Find(".plane-sentence").TextContent.ShouldBe("5 tiles observed.");
        page.Find(".notice").TextContent.ShouldContain("--tiles FILE");
        page.FindComponents<FigureView>()[0].Instance.Of.Key.ShouldBe("footprint");
    }

    [Fact]
    public void Without_exposures_every_part_says_that_there_is_nothing()
    {
        var page = Page();

        page.Find(".plane-sentence").TextContent.ShouldBe("There is no science exposure yet.");
        page.FindAll(".night-range button, .night-range input").ShouldAllBe(control => control.HasAttribute("disabled"));
        page.Find("section[aria-label='Tiles so far']").TextContent.ShouldContain("No tile was observed");
        page.Find("section[aria-label='Objects by type']").TextContent.ShouldContain("No fibermap");
        page.FindAll("section[aria-label='Objects so far']").ShouldBeEmpty();
    }

    [Fact]
    public void A_fault_of_the_list_is_said_and_the_rest_works()
    {
        var answer = SurveySky.Of(20, 5, isNamed: false);
        Survey.Answer = answer with
        {
            Plan = new TilePlan("tiles.txt", [], new Failure("RA 700 is not from 0 to 360 degrees", "tiles.txt, line 3")),
        };

        var page = Page();

        page.Find(".notice").TextContent.ShouldContain("tiles.txt, line 3: RA 700 is not");
        page.FindAll(".figure").Count.ShouldBe(3);
    }

    [Fact]
    public void A_database_that_is_away_is_said()
    {
        Survey.Failure = new Failure("the database is out of reach", "database", FailureKind.Transient);
        var page = Page();

        page.Find("[role=alert]").TextContent.ShouldContain("the database is out of reach");

        Survey.Failure = null;
        Survey.Answer = SurveySky.Of(20, 5);
        page.FindAll("button").Single(button => button.TextContent.Contains("Look again", StringComparison.Ordinal)).Click();
        page.Find(".plane-sentence").TextContent.ShouldStartWith("5 of 20");
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public void Another_colour_draws_anew_without_asking_again()
    {
        Survey.Answer = SurveySky.Of(20, 6);
        var page = Page();

        page.FindAll("select")[1].Change("Program");
        Address().ShouldBe("survey?colour=program");
        page.WaitForAssertion(() =>
            ((PlotFigure)page.FindComponents<FigureView>()[0].Instance.Of).Traces.ShouldContain(trace => trace.Name == "dark (3)")
        );
        Survey.Orders.Count.ShouldBe(1);
    }

    [Fact]
    public void Shares_never_look_like_all_or_nothing_when_they_are_not()
    {
        SurveyText.Share(1, 100_000).ShouldBe("< 0.1 %");
        SurveyText.Share(99_999, 100_000).ShouldBe("> 99.9 %");
        SurveyText.Share(5, 5).ShouldBe("100 %");
        SurveyText.Share(0, 5).ShouldBe("0 %");
        SurveyText.Share(0, 0).ShouldBe("–");
    }

    private static ObjectCounts Counts =>
        new(
            [
                new ObjectCount("TGT", ObjectGroup.Target, 4000, 9000, 2000, 500, 500),
                new ObjectCount("SKY", ObjectGroup.Sky, 400, 1200, 0, 0, 0),
            ],
            7,
            2,
            false
        )
        {
            Nights = [new NightObjects(Night("20261101"), "TGT", 1500, 1500), new NightObjects(Night("20261102"), "TGT", 2000, 1000)],
        };

    private static Night Night(string text) => QuickLook.Core.Instrument.Night.Parse(text).Value;

    private static IEnumerable<string> Cells(IElement row) => row.Children.Select(cell => cell.TextContent.Trim());

    private static IElement Field(IRenderedComponent<SurveyPage> page, string label) =>
        page.FindAll(".filters label").Single(one => one.TextContent.Contains(label, StringComparison.Ordinal)).QuerySelector("input")!;

    private static PlotFigure Plot(IRenderedComponent<SurveyPage> page, string key) =>
        page.FindComponents<FigureView>().Select(view => view.Instance.Of).OfType<PlotFigure>().Single(figure => figure.Key == key);

    protected override void Lay()
    {
        Survey.Answer = SurveySky.Of(40, 12);
        Survey.Counts = Counts;
    }

    protected override void LayMore() => Survey.Answer = SurveySky.Of(40, 13);

    protected override IRenderedComponent<IComponent> Open(string query = "") => Page(query);

    private IRenderedComponent<SurveyPage> Page(string query = "") => Open<SurveyPage>(query);
}
