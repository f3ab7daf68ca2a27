using Bunit;
using QuickLook.Core.Instrument;
using QuickLook.Web.Components.Shared.Nights;

namespace QuickLook.Tests.Web.Shared.Nights;

public sealed class NightRangeTests : WebTestContext
{
    private readonly List<NightChoice> chosen = [];

    [Fact]
    public void Fields_show_the_nights_of_a_preset_and_a_click_chooses_another()
    {
        var range = Range(NightChoice.Of(NightPreset.Week));

        Fields(range).ShouldBe(["20201106", "20201112"]);
        range.FindAll(".switch button").Single(button => button.GetAttribute("aria-pressed") == "true").TextContent.ShouldBe("Week");
        range.FindAll(".switch button").Select(button => button.TextContent).ShouldBe(["Last night", "Week", "Month", "Year", "All"]);

        range.FindAll(".switch button")[0].Click();

        chosen.ShouldBe([NightChoice.Of(NightPreset.Night)]);
    }

    [Fact]
    public void A_night_that_is_typed_makes_a_range_of_its_own()
    {
        var range = Range(NightChoice.Of(NightPreset.Week));

        range.FindAll("input")[0].Change("20201101");
        range.FindAll("input")[1].Change("");

        chosen.Select(choice => choice.Query).ShouldBe(["first=20201101&last=20201112", "first=20201106"]);
    }

    [Theory]
    [InlineData(0, "1 November", "YYYYMMDD")]
    [InlineData(0, "20201113", "from 20200913 to 20201112")]
    [InlineData(1, "20200912", "from 20200913 to 20201112")]
    [InlineData(1, "20201105", "before the first night, 20201106")]
    public void What_cannot_be_is_said_at_its_field_and_nothing_is_chosen(int field, string text, string says)
    {
        var range = Range(NightChoice.Of(NightPreset.Week));

        range.FindAll("input")[field].Change(text);

        range.Find(".fault").TextContent.ShouldContain(says);
        range.FindAll("input")[field].GetAttribute("aria-invalid").ShouldBe("true");
        chosen.ShouldBeEmpty();

        range.FindAll(".switch button")[4].Click();

        range.FindAll(".fault").ShouldBeEmpty();
    }

    [Fact]
    public void A_first_night_after_the_last_is_said()
    {
        var range = Range(NightChoice.Between(N("20201001"), N("20201005"))!);

        range.FindAll("input")[0].Change("20201006");

        range.Find(".fault").TextContent.ShouldContain("after the last night, 20201005");
        chosen.ShouldBeEmpty();
    }

    [Fact]
    public void Without_exposures_there_is_nothing_to_choose()
    {
        var range = Range(NightChoice.Usual, isEmpty: true);

        range.FindAll("button, input").ShouldAllBe(control => control.HasAttribute("disabled"));
        Fields(range).ShouldBe([null, null]);
    }

    private IRenderedComponent<NightRange> Range(NightChoice choice, bool isEmpty = false) =>
        Render<NightRange>(range =>
            range
                .Add(one => one.Choice, choice)
                .Add(one => one.ChoiceChanged, chosen.Add)
                .Add(one => one.Span, isEmpty ? null : new NightSpan(N("20200913"), N("20201112")))
        );

    private static IEnumerable<string?> Fields(IRenderedComponent<NightRange> range) =>
        range.FindAll("input").Select(field => field.GetAttribute("value"));

    private static Night N(string text) => Night.Parse(text).Value;
}
