using QuickLook.Core.Access;

namespace QuickLook.Tests.Core.Access;

public sealed class ActorTests
{
    [Fact]
    public void An_actor_may_what_is_held_and_nothing_more()
    {
        var observer = new Actor("observer", Permission.Look | Permission.Operate);

        observer.May(Permission.Look).ShouldBeTrue();
        observer.May(Permission.Look | Permission.Operate).ShouldBeTrue();
        observer.May(Permission.Administer).ShouldBeFalse();
        observer.May(Permission.Operate | Permission.Administer).ShouldBeFalse("every asked permission must be held");
    }

    [Fact]
    public void Without_permissions_an_actor_may_nothing()
    {
        var visitor = new Actor("visitor", Permission.None);

        Enum.GetValues<Permission>().Where(permission => permission != Permission.None).ShouldAllBe(permission => !visitor.May(permission));
    }
}
