using System.Net;
using QuickLook.Core.Access;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.WholeApp.Security;

[Collection(PostgresTests.Name)]
public sealed class SignInTests(SecuredService secured) : IClassFixture<SecuredService>
{
    [Fact]
    public async Task The_first_administrator_signs_in_with_the_given_password_and_has_to_choose_another_before_anything_else()
    {
        using var first = secured.Stranger();

        await first.SignInAsync("admin", SecuredService.AdminPassword);
        using (var before = await first.GetAsync("/admin/users"))
        {
            before.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            before.Headers.Location!.OriginalString.ShouldBe("/account/password?return=%2Fadmin%2Fusers");
        }

        (await first.GetAsync("/files/live/pipeline.log")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        await first.ChoosePasswordAsync();

        (await first.TextAsync("/admin/users")).ShouldContain("the.admin");
        secured.Served.Console.ShouldContain("First sign-in: name admin, the password of the environment");
        secured.Served.Console.ShouldNotContain(SecuredService.AdminPassword);
    }

    [Fact]
    public async Task A_wrong_password_and_a_name_that_does_not_exist_are_told_the_same_and_are_on_record_with_the_address()
    {
        using var stranger = secured.Stranger();

        using var wrong = await stranger.TrySignInAsync("a.viewer", "not the password at all");
        using var unknown = await stranger.TrySignInAsync("nobody.here", "not the password at all");

        (await wrong.Content.ReadAsStringAsync()).ShouldContain("The name or the password is wrong.");
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("The name or the password is wrong.");
        stranger.Cookies.Keys.ShouldNotContain("quicklook");
        var record = await secured.RecordAsync(new AuditFilter { Action = "sign-in.failed", Actor = "nobody.here" });
        record.ShouldHaveSingleItem().Source.ShouldBe("127.0.0.1");
        (await secured.RecordAsync(new AuditFilter { Action = "sign-in.failed", Actor = "a.viewer" }))
            .ShouldHaveSingleItem()
            .Detail.ShouldBe("wrong password");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one_until_an_administrator_unlocks_it()
    {
        using var owner = await secured.Served.SignInAsync(Role.Viewer, "lock.me");
        using var guesser = secured.Stranger();

        // At once, so that guesses that overlap are seen to be counted.
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => GuessAsync()));
        using var right = await guesser.TrySignInAsync("lock.me", WebSession.ChosenPassword);

        (await right.Content.ReadAsStringAsync()).ShouldContain("the account is locked for 10 minutes");
        (await secured.RecordAsync(new AuditFilter { Action = "user.lock-out" })).ShouldHaveSingleItem().Actor.ShouldBe("lock.me");
        (await owner.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.OK, "who is in already stays in");

        await secured.UnlockAsync("lock.me");
        await guesser.SignInAsync("lock.me", WebSession.ChosenPassword);

        async Task GuessAsync()
        {
            using var one = secured.Stranger();
            using var answer = await one.TrySignInAsync("lock.me", "a wrong guess of mine");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var session = secured.Stranger();
        using var again = await session.TrySignInAsync("an.operator", WebSession.ChosenPassword);

        var cookie = again.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("quicklook=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldNotContain("expires", Case.Insensitive);
        cookie.ShouldNotContain("secure", Case.Insensitive, "over http at the machine itself a browser would drop it");
    }

    [Theory]
    [InlineData("/admin/users", "/admin/users")]
    [InlineData("//github.com/", "/monitor")]
    [InlineData("/\\github.com/", "/monitor")]
    [InlineData("https://github.com/", "/monitor")]
    public async Task After_signing_in_one_comes_out_where_one_wanted_to_go_but_never_elsewhere(string asked, string leads)
    {
        using var session = secured.Stranger();

        using var answer = await session.TrySignInAsync(
            "an.operator",
            WebSession.ChosenPassword,
            $"/sign-in?return={Uri.EscapeDataString(asked)}"
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        new Uri(new Uri(secured.Served.Address), answer.Headers.Location!).ShouldBe(new Uri(new Uri(secured.Served.Address), leads));
    }

    [Fact]
    public async Task Whoever_signs_out_is_out_and_only_by_a_post_with_the_token_of_a_page()
    {
        using var session = await secured.Served.SignInAsync(Role.Viewer, "leaves.soon");

        (await session.GetAsync("/sign-out")).StatusCode.ShouldNotBe(HttpStatusCode.Redirect, "a link cannot sign anybody out");
        using (var bare = await session.PostRawAsync("/sign-out"))
        {
            bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var left = await session.PostAsync("/monitor", string.Empty))
        {
            left.StatusCode.ShouldNotBe(HttpStatusCode.OK, "pages take no posts");
        }

        using var signedOut = await session.SignOutAsync();
        signedOut.Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await secured.RecordAsync(new AuditFilter { Action = "sign-out", Actor = "leaves.soon" })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var session = secured.Stranger();

        using var answer = await session.PostRawAsync(
            "/sign-in",
            ("_handler", "sign-in"),
            ("Form.Name", "an.operator"),
            ("Form.Password", WebSession.ChosenPassword)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        session.Cookies.Keys.ShouldNotContain("quicklook");
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_of_its_owner()
    {
        using var here = await secured.Served.SignInAsync(Role.Viewer, "two.windows");
        using var there = secured.Stranger();
        await there.SignInAsync("two.windows", WebSession.ChosenPassword);
        (await there.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await there.ChoosePasswordAsync("another four quiet words");

        (await here.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await there.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await secured.RecordAsync(new AuditFilter { Action = "user.password", Actor = "two.windows" })).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("short", "short", "at least 12 characters")]
    [InlineData("one long password", "another long one", "are not the same")]
    [InlineData("four quiet words here", "four quiet words here", "is the present one")]
    [InlineData("choosy.person is my name", "choosy.person is my name", "not the name in it")]
    public async Task A_password_that_will_not_do_is_refused_with_what_would(string chosen, string again, string says)
    {
        using var session = await ChoosyAsync();

        using var answer = await session.PostAsync(
            "/account/password",
            "password",
            ("Form.Present", WebSession.ChosenPassword),
            ("Form.Chosen", chosen),
            ("Form.Again", again)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    private async Task<WebSession> ChoosyAsync()
    {
        var session = secured.Stranger();
        using (var known = await session.TrySignInAsync("choosy.person", WebSession.ChosenPassword))
        {
            if (known.StatusCode == HttpStatusCode.Redirect)
            {
                return session;
            }
        }

        session.Dispose();
        return await secured.Served.SignInAsync(Role.Viewer, "choosy.person");
    }
}
