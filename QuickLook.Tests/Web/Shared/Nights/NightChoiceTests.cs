using QuickLook.Core.Instrument;
using QuickLook.Web.Components.Shared.Nights;

namespace QuickLook.Tests.Web.Shared.Nights;

public sealed class NightChoiceTests
{
    private static readonly NightSpan Long = new(N("20180101"), N("20210103"));

    // Both ends included: seven nights that end on the third of January begin on the 28th of December.
    [Theory]
    [InlineData(NightPreset.Night, "20210103", "20210103")]
    [InlineData(NightPreset.Week, "20201228", "20210103")]
    [InlineData(NightPreset.Month, "20201205", "20210103")]
    [InlineData(NightPreset.Year, "20200105", "20210103")]
    [InlineData(NightPreset.All, "20180101", "20210103")]
    public void Presets_end_with_the_newest_night_that_has_exposures(NightPreset preset, string first, string last) =>
        NightChoice.Of(preset).Within(Long).ShouldBe((N(first), N(last)));

    [Fact]
    public void Presets_do_not_begin_before_there_was_an_exposure() =>
        NightChoice.Of(NightPreset.Year).Within(new NightSpan(N("20201231"), N("20210103"))).ShouldBe((N("20201231"), N("20210103")));

    [Fact]
    public void Without_exposures_a_preset_has_no_bounds()
    {
        NightChoice.Of(NightPreset.Week).Within(null).ShouldBe((null, null));
        NightSpan.Of(null, null).ShouldBeNull();
        NightSpan.Of(N("20210103"), N("20210102")).ShouldBeNull();
    }

    [Fact]
    public void The_oldest_night_of_all_can_be_the_newest() =>
        NightChoice.Of(NightPreset.Year).Within(new NightSpan(N("00010101"), N("00010103"))).ShouldBe((N("00010101"), N("00010103")));

    [Fact]
    public void Nights_that_are_named_stay_as_they_are()
    {
        var choice = NightChoice.Between(N("20201101"), N("20201102"))!;

        choice.Within(Long).ShouldBe((N("20201101"), N("20201102")));
        choice.Query.ShouldBe("first=20201101&last=20201102");
        NightChoice.Between(N("20201101"), null)!.Query.ShouldBe("first=20201101");
        NightChoice.Between(null, null).ShouldBe(NightChoice.Of(NightPreset.All));
        NightChoice.Between(N("20201103"), N("20201102")).ShouldBeNull();
    }

    [Theory]
    [InlineData("week", null, null, "nights=week", "")]
    [InlineData("YEAR", "20201101", null, "nights=year", "")]
    [InlineData(null, "20201101", "20201101", "first=20201101&last=20201101", "")]
    [InlineData(null, null, "20201101", "last=20201101", "")]
    [InlineData(null, null, null, "nights=month", "")]
    [InlineData("fortnight", null, null, "nights=month", "no known range")]
    [InlineData("3", null, null, "nights=month", "no known range")]
    [InlineData(null, "yesterday", null, "nights=month", "YYYYMMDD")]
    [InlineData(null, "20201301", "20201101", "nights=month", "YYYYMMDD")]
    [InlineData(null, "20201102", "20201101", "nights=month", "after the last")]
    public void What_is_wrong_in_an_address_is_said_and_replaced(string? preset, string? first, string? last, string query, string says)
    {
        var (choice, fault) = NightChoice.Read(preset, first, last);

        choice.Query.ShouldBe(query);
        fault.ShouldContain(says);
        (fault.Length == 0).ShouldBe(says.Length == 0);
    }

    private static Night N(string text) => Night.Parse(text).Value;
}
