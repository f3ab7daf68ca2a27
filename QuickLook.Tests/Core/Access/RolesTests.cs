using QuickLook.Core.Access;

namespace QuickLook.Tests.Core.Access;

public sealed class RolesTests
{
    [Theory]
    [InlineData(Role.Viewer, true, false, false)]
    [InlineData(Role.Operator, true, true, false)]
    [InlineData(Role.Admin, true, true, true)]
    public void Everybody_looks_and_comments_operators_operate_and_administrators_do_all(
        Role role,
        bool looks,
        bool operates,
        bool administers
    )
    {
        var actor = new Actor("somebody", Roles.PermissionsOf(role));

        actor.May(Permission.Look | Permission.Comment).ShouldBe(looks);
        actor.May(Permission.Operate).ShouldBe(operates);
        actor.May(Permission.Administer).ShouldBe(administers);
    }

    [Fact]
    public void A_role_that_does_not_exist_allows_nothing() => Roles.PermissionsOf((Role)17).ShouldBe(Permission.None);

    [Fact]
    public void Each_role_is_read_as_it_is_written() => Roles.All.ShouldAllBe(role => Roles.Parse(Roles.NameOf(role)).Value == role);

    [Theory]
    [InlineData("admn", "did you mean 'admin'?")]
    [InlineData("2", "viewer, operator or admin")]
    [InlineData(null, "is not a role")]
    public void What_is_no_role_is_refused_with_the_roles_there_are(string? text, string says) =>
        Roles.Parse(text).Failure!.Reason.ShouldContain(says);
}
