using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;
using QuickLook.Web.Security;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Tests.WholeApp.Security;

/// <summary>One served observatory with a person of each role, for tests that do not change it for others.</summary>
public sealed class SecuredService(PostgresFixture postgres) : IAsyncLifetime
{
    public const string AdminPassword = "the first of all passwords";

    public ServedObservatory Served { get; private set; } = null!;

    public WebSession Admin { get; private set; } = null!;

    public WebSession Operator { get; private set; } = null!;

    public WebSession Viewer { get; private set; } = null!;

    /// <summary>Accounts are looked at again at each request, so that no test waits.</summary>
    public static void LookAtOnce(SecurityOptions security)
    {
        security.AccountKnownFor = TimeSpan.Zero;
        security.Revalidation = TimeSpan.FromMilliseconds(200);
        security.SignInsPerMinute = 10_000;
    }

    public async Task InitializeAsync()
    {
        Served = await ServedObservatory.StartAsync(
            await postgres.CreateDatabaseAsync(),
            settings => settings with { Gate = settings.Gate with { FirstPassword = AdminPassword, Change = LookAtOnce } }
        );
        Viewer = await Served.SignInAsync(Role.Viewer, "a.viewer");
        Operator = await Served.SignInAsync(Role.Operator, "an.operator");
        Admin = await Served.SignInAsync(Role.Admin, "the.admin");
    }

    public async Task DisposeAsync()
    {
        Viewer.Dispose();
        Operator.Dispose();
        Admin.Dispose();
        await Served.DisposeAsync();
    }

    /// <summary>Somebody who has not signed in.</summary>
    public WebSession Stranger() => new(Served.Address);

    /// <summary>Ends a lock.</summary>
    public async Task UnlockAsync(string name)
    {
        var users = Served.Services.GetRequiredService<UserAdministration>();
        var id = (await users.FindAsync(Actor.System, name, CancellationToken.None)).Value;
        (await users.UnlockAsync(Actor.System, id, CancellationToken.None)).IsSuccess.ShouldBeTrue();
    }

    /// <summary>What is on record.</summary>
    public async Task<IReadOnlyList<AuditEntry>> RecordAsync(AuditFilter filter) =>
        (await Served.Services.GetRequiredService<AuditStore>().ListAsync(filter, 0, 100, CancellationToken.None)).Value;
}
