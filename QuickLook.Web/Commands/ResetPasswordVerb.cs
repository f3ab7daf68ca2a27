using System.CommandLine;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Private;
using QuickLook.Web.Hosting;
using QuickLook.Web.Security.Accounts;

namespace QuickLook.Web.Commands;

/// <summary><c>reset-password NAME</c>: for whoever has lost it, the last administrator included. Works beside a running service and without one.</summary>
internal sealed class ResetPasswordVerb : IVerb
{
    private readonly Argument<string> name = new("NAME") { Description = "Name of the account" };
    private readonly Option<string?> database = new("--database")
    {
        Description = $"Npgsql connection string; default: ${ServiceEnvironment.Database} or the private database of the state folder",
        HelpName = "CONNSTRING",
    };

    private readonly Option<string?> state = new("--state")
    {
        Description = $"State folder of the service; default: ${ServiceEnvironment.State} or .run",
        HelpName = "DIR",
    };

    /// <inheritdoc/>
    public Command Describe(CommandConsole console)
    {
        var command = new Command(
            "reset-password",
            "Gives an account a new password, shown once, and enables it. Exit code 0: done; 1: not done; 2: usage."
        )
        {
            name,
            database,
            state,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        var who = parsed.GetValue(name)!;
        var reset = (parsed.GetValue(database) ?? Variable(console, ServiceEnvironment.Database)) is { } connection
            ? await ResetAsync(who, connection, cancellationToken)
            : await ResetPrivatelyAsync(
                who,
                Path.Combine(parsed.GetValue(state) ?? Variable(console, ServiceEnvironment.State) ?? ".run", "postgres"),
                cancellationToken
            );
        if (!reset.TryGet(out var password, out var failure))
        {
            await console.Error.WriteLineAsync($"quicklook: {failure}");
            return ExitCode.Failed;
        }

        await console.Out.WriteLineAsync($"New password of {who}: {password} (shown only now; it is changed at the next sign-in)");
        return ExitCode.Success;
    }

    private static string? Variable(CommandConsole console, string name) =>
        console.Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static async Task<Result<string>> ResetPrivatelyAsync(string who, string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return new Failure("there is no private database; --state or --database says where the accounts are", Path.GetFullPath(folder));
        }

        // The service that is to be signed in to usually runs.
        if (await PrivatePostgres.FindRunningAsync(folder, QuickLookService.DatabaseName, cancellationToken) is { } running)
        {
            return await ResetAsync(who, running, cancellationToken);
        }

        var started = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataFolder = folder }, cancellationToken);
        if (!started.TryGet(out var server, out var failure))
        {
            return failure.In("private PostgreSQL");
        }

        await using (server)
        {
            await server.CreateDatabaseAsync(QuickLookService.DatabaseName, template: null, cancellationToken);
            return await ResetAsync(who, server.ConnectionString(QuickLookService.DatabaseName), cancellationToken);
        }
    }

    private static async Task<Result<string>> ResetAsync(string who, string connectionString, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddQuickLookStorage(storage => storage.ConnectionString = connectionString)
            .AddQuickLookAccounts()
            .BuildServiceProvider();
        var actor = new Actor(Environment.UserName, Permission.Administer, "command line");
        var users = services.GetRequiredService<UserAdministration>();
        var migrated = await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var prepared = migrated.Failure is { } unreachable
            ? unreachable
            : await services.GetRequiredService<AccountDatabase>().MigrateAsync(cancellationToken);
        var found = prepared.Failure is { } unprepared ? unprepared : await users.FindAsync(actor, who, cancellationToken);
        if (!found.TryGet(out var id, out var failure))
        {
            return failure;
        }

        var enabled = await users.EnableAsync(actor, id, cancellationToken);
        return enabled.Failure is { } refused ? refused : await users.ResetPasswordAsync(actor, id, cancellationToken);
    }
}
