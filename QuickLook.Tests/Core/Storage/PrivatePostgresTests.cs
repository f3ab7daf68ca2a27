using System.Runtime.Versioning;
using Npgsql;
using QuickLook.Core.Storage.Private;
using QuickLook.Tests.Chaos;

namespace QuickLook.Tests.Core.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ql-own-pg-").FullName;

    private PrivatePostgresOptions Options => new() { DataFolder = folder, WaitForDisk = false };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Data_survive_an_orderly_stop_and_the_folder_is_closed_to_others()
    {
        await using (var server = (await PrivatePostgres.StartAsync(Options, default)).Value)
        {
            await server.CreateDatabaseAsync("night", template: null, default);
            await RunAsync(server, "create table t as select 42 as x");
        }

        File.GetUnixFileMode(Path.Combine(folder, "cluster"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Exists(Path.Combine(folder, "cluster", "postmaster.pid")).ShouldBeFalse();
        await using var again = (await PrivatePostgres.StartAsync(Options, default)).Value;
        (await RunAsync(again, "select x from t")).ShouldBe(42);
    }

    [Fact]
    public async Task A_second_service_on_the_same_folder_is_refused_with_a_reason()
    {
        await using var first = (await PrivatePostgres.StartAsync(Options, default)).Value;

        var second = await PrivatePostgres.StartAsync(Options, default);

        second.Failure!.Reason.ShouldContain("another QuickLook");
    }

    [Fact]
    public async Task A_stale_pid_file_whose_number_belongs_to_another_program_is_no_obstacle()
    {
        await using (var server = (await PrivatePostgres.StartAsync(Options, default)).Value)
        {
            await server.CreateDatabaseAsync("night", template: null, default);
        }

        // This test's own process certainly runs and is no PostgreSQL server.
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster", "postmaster.pid"), $"{Environment.ProcessId}\n{folder}/cluster\n");
        await using var again = (await PrivatePostgres.StartAsync(Options, default)).Value;
        (await RunAsync(again, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_a_killed_service_left_behind_is_stopped_first()
    {
        var pidFile = Path.Combine(folder, "cluster", "postmaster.pid");
        await using (var server = (await PrivatePostgres.StartAsync(Options, default)).Value)
        {
            await server.CreateDatabaseAsync("night", template: null, default);
        }

        var binaries = PostgresBinaries.Find().Value;
        var account = (await ServerAccount.ForAsync(Path.Combine(folder, "cluster"), default)).Value;
        string[] arguments = ["-D", Path.Combine(folder, "cluster"), "-w", "-l", Path.Combine(folder, "cluster", "left.log"), "-o"];
        var options = $"-k '{Path.Combine(folder, "socket")}' -c listen_addresses=''";
        (
            await account.RunAsync(Path.Combine(binaries, "pg_ctl"), [.. arguments, options, "start"], TimeSpan.FromSeconds(30), default)
        ).IsSuccess.ShouldBeTrue();
        var leftover = (await File.ReadAllLinesAsync(pidFile))[0];

        await using var again = (await PrivatePostgres.StartAsync(Options, default)).Value;

        (await File.ReadAllLinesAsync(pidFile))[0].ShouldNotBe(leftover);
        ProcessCommand(leftover).ShouldNotContain("postgres");
        (await RunAsync(again, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_acknowledged_outlives_a_killed_server_even_when_nothing_waits_for_the_disk()
    {
        await using var database = new KillableDatabase();
        await database.StartAsync();
        await RunAsync(database.ConnectionString, "create table t (x int)");

        for (var round = 1; round <= 3; round++)
        {
            await RunAsync(database.ConnectionString, $"insert into t values ({round})");
            await database.KillAsync();
            await database.StartAsync();
            (await RunAsync(database.ConnectionString, "select count(*) from t")).ShouldBe((long)round);
        }
    }

    [Fact]
    public void Without_an_installed_server_the_failure_says_what_to_install() =>
        PostgresBinaries.Find(folder, folder).Failure!.Reason.ShouldContain("apt-get install postgresql");

    // Empty for a process that has ended, even when nobody has asked for its exit code yet.
    private static string ProcessCommand(string pid) => File.Exists($"/proc/{pid}/cmdline") ? File.ReadAllText($"/proc/{pid}/cmdline") : "";

    private static Task<object?> RunAsync(PrivatePostgres server, string sql) => RunAsync(server.ConnectionString("night"), sql);

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
