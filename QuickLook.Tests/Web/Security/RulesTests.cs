using System.Security.Claims;
using QuickLook.Core.Access;
using QuickLook.Web.Security;
using QuickLook.Web.Security.Accounts;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Tests.Web.Security;

public sealed class RulesTests
{
    private static readonly KnownAccount Vera = new(7, "vera", Role.Operator, false, false, true, "stamp");

    [Theory]
    [InlineData("vera.rubin")]
    [InlineData("v2")]
    [InlineData(" annie@observatory.example ")]
    public void A_name_is_taken_without_blanks_around_it(string name) => AccountName.Check(name).Value.ShouldBe(name.Trim());

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("v")]
    [InlineData("=vera")]
    [InlineData("vera rubin")]
    [InlineData("demo operator")]
    [InlineData("Visitor")]
    [InlineData("QuickLook")]
    [InlineData("ve\nra")]
    public void A_name_that_could_pass_for_somebody_else_is_refused(string? name) => AccountName.Check(name).IsSuccess.ShouldBeFalse();

    [Fact]
    public void A_random_password_keeps_the_rule_and_no_two_are_the_same()
    {
        var passwords = Enumerable.Range(0, 100).Select(_ => PasswordRule.Random()).ToList();

        passwords.ShouldAllBe(password => PasswordRule.Check(password, "vera").IsSuccess);
        passwords.Distinct().Count().ShouldBe(100);
        passwords[0].Length.ShouldBe(23);
    }

    [Theory]
    [InlineData("/monitor", "/monitor")]
    [InlineData("/qa/12?camera=b3", "/qa/12?camera=b3")]
    [InlineData("/", "/monitor")]
    [InlineData("", "/monitor")]
    [InlineData(null, "/monitor")]
    [InlineData("//github.com", "/monitor")]
    [InlineData("/\\github.com", "/monitor")]
    [InlineData("/\t/github.com", "/monitor")]
    [InlineData("https://github.com", "/monitor")]
    [InlineData("monitor", "/monitor")]
    [InlineData("/sign-in?return=/x", "/monitor")]
    [InlineData("/account/password", "/monitor")]
    public void One_returns_to_addresses_of_this_service_alone_and_goes_in_no_circle(string? asked, string leads) =>
        SignInAddress.Local(asked).ShouldBe(leads);

    [Fact]
    public void A_session_ends_with_its_account_its_stamp_or_its_being_enabled_and_not_with_the_role()
    {
        var user = Session.Of(Vera, "test");

        Session.IsCurrent(user, Vera).ShouldBeTrue();
        Session.IsCurrent(user, null).ShouldBeFalse();
        Session.IsCurrent(user, Vera with { Stamp = "another" }).ShouldBeFalse();
        Session.IsCurrent(user, Vera with { IsDisabled = true }).ShouldBeFalse();
        Session.IsCurrent(user, Vera with { Role = Role.Viewer }).ShouldBeTrue();
        Session.IsOutOfDate(user, Vera with { Role = Role.Viewer }).ShouldBeTrue();
        Session.IsOutOfDate(user, Vera).ShouldBeFalse();
    }

    [Fact]
    public void Whoever_has_to_choose_a_password_may_nothing_else() =>
        Session.PermissionsOf(Session.Of(Vera with { MustChangePassword = true }, "test")).ShouldBe(Permission.None);

    [Fact]
    public void Guests_may_what_the_configuration_makes_of_them_and_nobody_may_nothing()
    {
        Session.PermissionsOf(Session.Of(Guest.Visitor)).ShouldBe(Permission.Look);
        Session.PermissionsOf(Session.Of(Guest.Demo)).ShouldBe(Roles.PermissionsOf(Role.Operator));
        Session.PermissionsOf(new ClaimsPrincipal(new ClaimsIdentity())).ShouldBe(Permission.None);
        Session.AccountOf(Session.Of(Guest.Demo)).ShouldBeNull();
    }

    [Fact]
    public void The_address_is_noted_beside_the_session_and_not_in_it()
    {
        var user = Session.Of(Vera, "test");

        var seen = Session.At(user, "192.0.2.7");

        Session.SourceOf(seen).ShouldBe("192.0.2.7");
        Session.SourceOf(user).ShouldBeEmpty();
        seen.Identity.ShouldBe(user.Identity);
    }

    [Fact]
    public void Wrong_options_are_named_with_what_would_be_right()
    {
        var options = new SecurityOptions
        {
            FirstAdmin = "the boss",
            FirstPassword = "secret",
            CircuitsPerUser = 0,
            FailuresBeforeLockOut = 0,
        };

        options.Faults().Count().ShouldBe(4);
        new SecurityOptions().Faults().ShouldBeEmpty();
    }
}
