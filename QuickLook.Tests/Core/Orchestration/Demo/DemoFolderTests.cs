using QuickLook.Core.Orchestration.Demo;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Private;

namespace QuickLook.Tests.Core.Orchestration.Demo;

public sealed class DemoFolderTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("quicklook-demo-").FullName;

    private string Folder => Path.Combine(parent, "demo");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public async Task A_demonstration_finds_its_folder_empty_whatever_the_last_one_left()
    {
        using (var first = (await ClaimAsync()).Value)
        {
            Directory.CreateDirectory(Path.Combine(first.RawRoot, "20201107", "00000101"));
            File.WriteAllText(Path.Combine(first.RawRoot, "20201107", "00000101", "desi-00000101.fits.fz"), "old");
            File.WriteAllText(Path.Combine(first.Path, "log.txt"), "old");
        }

        using var second = (await ClaimAsync()).Value;

        Directory.EnumerateFileSystemEntries(second.RawRoot).ShouldBeEmpty();
        Directory
            .EnumerateFileSystemEntries(second.Path)
            .Select(Path.GetFileName)
            .ShouldBe([DemoFolder.MarkName, "raw"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_folder_that_somebody_else_made_is_left_alone()
    {
        Directory.CreateDirectory(Folder);
        var precious = Path.Combine(Folder, "precious.fits");
        File.WriteAllText(precious, "data");

        var refused = await ClaimAsync();

        refused.Failure!.Reason.ShouldContain("not made by a demonstration");
        File.ReadAllText(precious).ShouldBe("data");
    }

    [Fact]
    public async Task A_link_in_the_folder_is_removed_but_not_what_it_points_to()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(parent, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "precious.fits"), "data");
        using (var first = (await ClaimAsync()).Value)
        {
            Directory.CreateSymbolicLink(Path.Combine(first.Path, "link"), elsewhere);
        }

        using var second = (await ClaimAsync()).Value;

        Path.Exists(Path.Combine(second.Path, "link")).ShouldBeFalse();
        File.Exists(Path.Combine(elsewhere, "precious.fits")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_demonstration_in_the_same_folder_is_refused_and_removes_nothing()
    {
        using var running = (await ClaimAsync()).Value;
        var raw = Path.Combine(running.RawRoot, "20201107");
        Directory.CreateDirectory(raw);

        var second = await ClaimAsync();

        second.Failure!.Reason.ShouldContain("another demonstration");
        Directory.Exists(raw).ShouldBeTrue();
    }

    [Fact]
    public async Task A_path_that_is_a_file_is_refused_with_a_reason()
    {
        File.WriteAllText(Folder, "a file");

        (await ClaimAsync()).Failure!.Place.ShouldBe(Folder);
    }

    [Fact]
    public async Task A_database_server_that_a_killed_demonstration_left_is_stopped_before_its_files_go()
    {
        string cluster;
        using (var killed = (await ClaimAsync()).Value)
        {
            cluster = Path.Combine(killed.DatabaseFolder, "cluster");
            await using var server = (
                await PrivatePostgres.StartAsync(
                    new PrivatePostgresOptions { DataFolder = killed.DatabaseFolder, WaitForDisk = false },
                    default
                )
            ).Value;
        }

        var socket = Path.Combine(Path.GetDirectoryName(cluster)!, "socket");
        // Started again without an owner: as after a kill.
        var account = (await ServerAccount.ForAsync(cluster, default)).Value;
        string[] arguments =
        [
            "-D",
            cluster,
            "-w",
            "-l",
            Path.Combine(cluster, "left.log"),
            "-o",
            $"-c listen_addresses='' -k '{socket}'",
            "start",
        ];
        var program = Path.Combine(PostgresBinaries.Find().Value, "pg_ctl");
        (await account.RunAsync(program, arguments, TimeSpan.FromSeconds(30), default)).Failure.ShouldBeNull();
        var command = $"/proc/{(await File.ReadAllLinesAsync(Path.Combine(cluster, "postmaster.pid")))[0]}/cmdline";
        File.ReadAllText(command).ShouldContain("postgres");

        using var next = (await ClaimAsync()).Value;

        // Empty for a process that has ended, even when nobody has asked for its exit code yet.
        (File.Exists(command) ? await File.ReadAllTextAsync(command) : string.Empty).ShouldNotContain("postgres");
        Directory.Exists(next.DatabaseFolder).ShouldBeFalse();
    }

    private Task<Result<DemoFolder>> ClaimAsync() => DemoFolder.ClaimAsync(Folder, CancellationToken.None);
}
