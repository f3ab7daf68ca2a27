using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;
using QuickLook.Web.Security.Accounts;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>An operator acts, a viewer cannot: by calling the service as that user, with the rights that the account has at that moment.</summary>
[Collection(PostgresTests.Name)]
public sealed class RoleTests(SecuredService secured) : IClassFixture<SecuredService>
{
    private ClaimsPrincipal? lastPrincipal;

    private IPipelineControl Pipeline => secured.Served.Services.GetRequiredService<IPipelineControl>();

    private UserAdministration Users => secured.Served.Services.GetRequiredService<UserAdministration>();

    [Fact]
    public async Task A_viewer_is_refused_by_the_pipeline_and_an_operator_is_obeyed_and_recorded_with_the_address()
    {
        var viewer = await ActorAsync("a.viewer");
        var observer = await ActorAsync("an.operator");

        (await Pipeline.StopAsync(viewer, CancellationToken.None)).Failure!.Reason.ShouldBe("a.viewer may not operate the pipeline");
        (await Pipeline.ResetMonitorAsync(viewer, CancellationToken.None)).IsSuccess.ShouldBeFalse();
        (await Pipeline.StopAsync(observer, CancellationToken.None)).IsSuccess.ShouldBeTrue();
        (await Pipeline.StartAsync(observer, CancellationToken.None)).IsSuccess.ShouldBeTrue();

        var stop = await UntilRecordedAsync(new AuditFilter { Action = "pipeline.stop" });
        (stop.Actor, stop.Source).ShouldBe(("an.operator", "192.0.2.7"));
        (await secured.RecordAsync(new AuditFilter { Actor = "a.viewer", Action = "pipeline" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_viewers_posts_to_whatever_address_move_nothing()
    {
        var endPoints = secured.Served.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        var addresses = endPoints
            .Select(endPoint => endPoint.RoutePattern.RawText!)
            .Where(pattern => !pattern.Contains('{', StringComparison.Ordinal))
            .Append("/pipeline/stop")
            .Distinct();

        foreach (var address in addresses)
        {
            using var answer = await secured.Viewer.PostRawAsync(address, ("command", "stop"));
            ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(300, address);
        }

        (await secured.RecordAsync(new AuditFilter { Actor = "a.viewer", Action = "pipeline" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_a_viewer_nor_an_operator_administers_users()
    {
        foreach (var actor in new[] { await ActorAsync("a.viewer"), await ActorAsync("an.operator") })
        {
            (await Users.ListAsync(actor, CancellationToken.None)).Failure!.Reason.ShouldContain("may not administer users");
            (await Users.CreateAsync(actor, "friend", Role.Admin, CancellationToken.None)).IsSuccess.ShouldBeFalse();
            (await Users.ChangeRoleAsync(actor, 1, Role.Viewer, CancellationToken.None)).IsSuccess.ShouldBeFalse();
            (await Users.DisableAsync(actor, 1, CancellationToken.None)).IsSuccess.ShouldBeFalse();
            (await Users.EnableAsync(actor, 1, CancellationToken.None)).IsSuccess.ShouldBeFalse();
            (await Users.UnlockAsync(actor, 1, CancellationToken.None)).IsSuccess.ShouldBeFalse();
            (await Users.ResetPasswordAsync(actor, 1, CancellationToken.None)).IsSuccess.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_at_the_next_command_and_the_session_stays()
    {
        using var session = await secured.Served.SignInAsync(Role.Operator, "moves.on");
        var id = await IdAsync("moves.on");
        (await session.TextAsync("/monitor")).ShouldContain("More commands");

        (await Users.ChangeRoleAsync(Actor.System, id, Role.Viewer, CancellationToken.None)).IsSuccess.ShouldBeTrue();

        (await ActorAsync("moves.on")).May(Permission.Operate).ShouldBeFalse();
        var page = await session.TextAsync("/monitor");
        page.ShouldNotContain("More commands");
        page.ShouldContain("moves.on");
        (await secured.RecordAsync(new AuditFilter { Action = "user.role" })).ShouldContain(entry =>
            entry.Detail == "moves.on from operator to viewer"
        );
    }

    [Fact]
    public async Task Who_is_disabled_is_out_at_the_next_step_and_cannot_come_back_until_enabled()
    {
        using var session = await secured.Served.SignInAsync(Role.Operator, "must.go");
        var id = await IdAsync("must.go");
        var before = await ActorAsync("must.go");

        (await Users.DisableAsync(Actor.System, id, CancellationToken.None)).IsSuccess.ShouldBeTrue();

        before.May(Permission.Operate).ShouldBeTrue();
        (await secured.Served.Services.GetRequiredService<Actors>().OfAsync(lastPrincipal!, CancellationToken.None)).Permissions.ShouldBe(
            Permission.None
        );
        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var refused = await session.TrySignInAsync("must.go", WebSession.ChosenPassword))
        {
            (await refused.Content.ReadAsStringAsync()).ShouldContain("This account is disabled");
        }

        (await Users.EnableAsync(Actor.System, id, CancellationToken.None)).IsSuccess.ShouldBeTrue();
        await session.SignInAsync("must.go", WebSession.ChosenPassword);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_one_for_one_sign_in()
    {
        using var session = await secured.Served.SignInAsync(Role.Viewer, "for.getful");

        var password = (await Users.ResetPasswordAsync(Actor.System, await IdAsync("for.getful"), CancellationToken.None)).Value;

        (await session.GetAsync("/monitor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var old = await session.TrySignInAsync("for.getful", WebSession.ChosenPassword))
        {
            old.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await session.SignInAsync("for.getful", password);
        (await session.GetAsync("/monitor")).Headers.Location!.OriginalString.ShouldStartWith("/account/password");
    }

    [Fact]
    public async Task A_name_is_given_once_whatever_its_case()
    {
        await secured.Served.CreateUserAsync(Role.Viewer, "Only.One");

        (await Users.CreateAsync(Actor.System, "only.one", Role.Viewer, CancellationToken.None)).Failure!.Reason.ShouldBe(
            "there is a user only.one already"
        );
        (await Users.CreateAsync(Actor.System, "quicklook", Role.Viewer, CancellationToken.None)).Failure!.Reason.ShouldContain(
            "uses itself"
        );
    }

    /// <summary>As the circuit of that person makes it.</summary>
    private async Task<Actor> ActorAsync(string name)
    {
        var directory = secured.Served.Services.GetRequiredService<AccountDirectory>();
        var account = (await directory.FindAsync(await IdAsync(name), CancellationToken.None)).Value!;
        lastPrincipal = Session.At(Session.Of(account, "test"), "192.0.2.7");
        return await secured.Served.Services.GetRequiredService<Actors>().OfAsync(lastPrincipal, CancellationToken.None);
    }

    private async Task<long> IdAsync(string name) => (await Users.FindAsync(Actor.System, name, CancellationToken.None)).Value;

    private async Task<AuditEntry> UntilRecordedAsync(AuditFilter filter)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await secured.RecordAsync(filter) is [var entry, ..])
            {
                return entry;
            }

            await Task.Delay(50, deadline.Token);
        }
    }
}
