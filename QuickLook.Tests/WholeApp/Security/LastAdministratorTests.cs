using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Web.Commands;
using QuickLook.Web.Commands;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Tests.WholeApp.Security;

[Collection(PostgresTests.Name)]
public sealed class LastAdministratorTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_first_start_shows_a_password_once_and_the_next_start_none()
    {
        var database = await postgres.CreateDatabaseAsync();
        string password;
        await using (var served = await ServedObservatory.StartAsync(database))
        {
            password = await FirstPasswordAsync(served);
            using var admin = new WebSession(served.Address);
            await admin.SignInAsync("admin", password);
            await admin.ChoosePasswordAsync();
        }

        await using (var again = await ServedObservatory.StartAsync(database))
        {
            using var admin = new WebSession(again.Address);
            using (var old = await admin.TrySignInAsync("admin", password))
            {
                old.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, "the shown password was changed");
            }

            await admin.SignInAsync("admin", WebSession.ChosenPassword);
            again.Console.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_last_administrator_can_neither_be_demoted_nor_disabled_and_of_two_one_stays()
    {
        await using var served = await ServedObservatory.StartAsync(await postgres.CreateDatabaseAsync());
        await FirstPasswordAsync(served);
        var users = served.Services.GetRequiredService<UserAdministration>();
        var first = (await users.FindAsync(Actor.System, "admin", CancellationToken.None)).Value;

        (await users.ChangeRoleAsync(Actor.System, first, Role.Operator, CancellationToken.None)).Failure!.Reason.ShouldBe(
            "admin is the last administrator; make somebody else one first"
        );
        (await users.DisableAsync(Actor.System, first, CancellationToken.None)).IsSuccess.ShouldBeFalse();

        await served.CreateUserAsync(Role.Admin, "second");
        var second = (await users.FindAsync(Actor.System, "second", CancellationToken.None)).Value;

        // Each takes the other's role away, at the same moment.
        var both = await Task.WhenAll(
            users.ChangeRoleAsync(Actor.System, first, Role.Viewer, CancellationToken.None),
            users.DisableAsync(Actor.System, second, CancellationToken.None)
        );

        both.Count(result => result.IsSuccess).ShouldBe(1);
        var listed = (await users.ListAsync(Actor.System, CancellationToken.None)).Value;
        listed.Count(account => account is { Role: Role.Admin, IsDisabled: false }).ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_password_is_replaced_on_the_command_line_beside_the_running_service()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var served = await ServedObservatory.StartAsync(
            database,
            settings => settings with { Gate = settings.Gate with { Change = SecuredService.LookAtOnce } }
        );
        await FirstPasswordAsync(served);

        var run = await CommandLineRun.OfAsync("reset-password", "ADMIN", "--database", database);
        var unknown = await CommandLineRun.OfAsync("reset-password", "admim", "--database", database);

        run.ExitCode.ShouldBe(ExitCode.Success, run.Error);
        var password = run.Out.Split(": ")[1].Split(' ')[0];
        using var admin = new WebSession(served.Address);
        await admin.SignInAsync("admin", password);
        (await admin.GetAsync("/monitor")).Headers.Location!.OriginalString.ShouldStartWith("/account/password");
        unknown.ExitCode.ShouldBe(ExitCode.Failed);
        unknown.Error.ShouldContain("there is no user admim; did you mean 'admin'?");
    }

    [Fact]
    public async Task In_the_private_database_of_a_service_too_whether_it_runs_or_not()
    {
        var state = Directory.CreateTempSubdirectory("ql-reset-").FullName;
        try
        {
            await using (
                var served = await ServedObservatory.StartAsync(
                    string.Empty,
                    settings =>
                        settings with
                        {
                            Database = null,
                            StateFolder = state,
                            Gate = settings.Gate with { Change = SecuredService.LookAtOnce },
                        }
                )
            )
            {
                await FirstPasswordAsync(served);
                var beside = await CommandLineRun.OfAsync("reset-password", "admin", "--state", state);
                beside.ExitCode.ShouldBe(ExitCode.Success, beside.Error);
                using var admin = new WebSession(served.Address);
                await admin.SignInAsync("admin", beside.Out.Split(": ")[1].Split(' ')[0]);
            }

            var alone = await CommandLineRun.OfAsync("reset-password", "admin", "--state", state);
            alone.ExitCode.ShouldBe(ExitCode.Success, alone.Error);
            alone.Out.ShouldStartWith("New password of admin: ");
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public async Task Without_any_database_there_is_nothing_to_reset()
    {
        var run = await CommandLineRun.OfAsync("reset-password", "admin", "--state", "/nowhere/at/all");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("--state or --database says where the accounts are");
    }

    private static async Task<string> FirstPasswordAsync(ServedObservatory served)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!served.Console.Contains("password", StringComparison.Ordinal))
        {
            await Task.Delay(50, deadline.Token);
        }

        served.Console.ShouldStartWith("First sign-in: name admin, password ");
        return served.Console.Split("password ")[1].Split(' ')[0];
    }
}
