using QuickLook.Web.Live;

namespace QuickLook.Tests.Web.Live;

public sealed class HandoverTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void A_thing_is_taken_once_as_it_is_by_its_ticket()
    {
        var handover = new Handover(time);
        var ticket = handover.Keep("results");

        handover.Take<string>("another").ShouldBeNull();
        handover.Take<string>(null).ShouldBeNull();
        handover.Take<string>(ticket).ShouldBe("results");
        handover.Take<string>(ticket).ShouldBeNull();
        handover.Count.ShouldBe(0);
    }

    [Fact]
    public void What_is_something_else_is_not_taken()
    {
        var handover = new Handover(time);

        handover.Take<string>(handover.Keep(this)).ShouldBeNull();
    }

    [Fact]
    public void Nobody_waits_for_ever()
    {
        var handover = new Handover(time);
        var late = handover.Keep("late");
        time.Advance(Handover.Patience);

        handover.Take<string>(late).ShouldBeNull();
        handover.Keep("forgotten");
        time.Advance(Handover.Patience);
        handover.Keep("new");
        handover.Count.ShouldBe(1);
    }

    [Fact]
    public void The_oldest_give_way_when_there_are_too_many()
    {
        var handover = new Handover(time);
        var tickets = Enumerable.Range(0, Handover.Most + 5).Select(number => handover.Keep($"thing {number}")).ToList();

        handover.Count.ShouldBe(Handover.Most);
        handover.Take<string>(tickets[4]).ShouldBeNull();
        handover.Take<string>(tickets[5]).ShouldBe("thing 5");
        handover.Take<string>(tickets[^1]).ShouldNotBeNull();
    }
}
