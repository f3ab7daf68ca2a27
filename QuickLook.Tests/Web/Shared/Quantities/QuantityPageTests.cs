using Bunit;
using QuickLook.Core.Analysis;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Tests.Web.Scripted;
using QuickLook.Tests.Web.Shared.Following;
using QuickLook.Web.Components.Shared.Figures;

namespace QuickLook.Tests.Web.Shared.Quantities;

/// <summary>What both pages of quantities promise, whatever they make of them.</summary>
public abstract class QuantityPageTests : FollowingPageTests
{
    /// <summary>The camera that is shown unless somebody chooses.</summary>
    protected abstract CameraId Usual { get; }

    /// <summary>Where the exposures that are shown are counted.</summary>
    protected abstract string Counted { get; }

    protected override int Asked => Trends.Orders.Count;

    protected override Failure? Away
    {
        get => Trends.Failure;
        set => Trends.Failure = value;
    }

    protected override TaskCompletionSource? Hold
    {
        get => Trends.Hold;
        set => Trends.Hold = value;
    }

    [Theory]
    [InlineData("?nights=ever", "no known range")]
    [InlineData("?first=tonight", "YYYYMMDD")]
    [InlineData("?first=20201112&last=20201101", "after the last")]
    [InlineData("?flavor=twilight", "No exposure has the flavor")]
    [InlineData("?program=%00", "No exposure has the program")]
    public void Exposures_that_an_address_says_wrongly_are_no_obstacle(string query, string says)
    {
        Lay();

        var page = Open(query);

        page.Find(".notice").TextContent.ShouldContain(says);
        page.FindComponents<FigureView>().ShouldNotBeEmpty();
        Trends.Orders.Last().Cameras.ShouldBe([Usual]);
    }

    [Fact]
    public void Without_values_the_page_says_what_to_change()
    {
        Trends.Span = NightValues.Span;
        Open().Find(".nothing").TextContent.ShouldContain("exposures from 20200913 to 20201112");

        Trends.Span = new SeriesSpan(null, null, [], []);
        Open().Find(".nothing").TextContent.ShouldContain("There are no exposures yet");
    }

    [Fact]
    public void A_database_that_is_away_is_said_and_asked_again_by_a_click()
    {
        Lay();
        Away = new Failure("no connection", "PostgreSQL", FailureKind.Transient);
        var page = Open("?flavor=science");
        page.Find(".notice.error").TextContent.ShouldContain("The database is out of reach");
        page.FindAll(".notice").Count.ShouldBe(1, "the address is not at fault");
        page.FindComponents<FigureView>().ShouldBeEmpty();
        page.FindAll(".nothing").ShouldBeEmpty();

        Away = null;
        page.Find(".notice button").Click();

        page.FindAll(".notice").ShouldBeEmpty();
        page.FindComponents<FigureView>().ShouldNotBeEmpty();
        Trends.Orders.Last().Flavor.ShouldBe("science");
    }

    [Fact]
    public void A_camera_that_nobody_named_stays_while_the_database_is_away()
    {
        NightValues.Lay(Trends, [CameraId.Parse("r4").Value]);
        var page = Open();
        var before = Drawn(page);

        Away = new Failure("no connection", "PostgreSQL", FailureKind.Transient);
        EndProcess();

        page.WaitForAssertion(() => page.FindAll(".notice.error").Count.ShouldBe(1));
        Drawn(page).ShouldBeSameAs(before);
        page.FindAll(".nothing").ShouldBeEmpty();
    }

    [Fact]
    public void Older_values_that_were_left_out_are_said()
    {
        Lay();
        Trends.IsCut = true;

        Open().Find(".notice").TextContent.ShouldContain("more than 60\u202f000 values: older ones are left out");
    }

    [Fact]
    public void What_comes_while_one_looks_is_counted()
    {
        Lay();
        var page = Open();
        var before = page.Find(Counted).TextContent;

        LayMore();
        EndProcess();

        page.WaitForAssertion(() => page.Find(Counted).TextContent.ShouldNotBe(before));
    }

    protected override void Lay() => NightValues.Lay(Trends, [Usual]);

    protected override void LayMore() => NightValues.Lay(Trends, [Usual], count: 41);
}
