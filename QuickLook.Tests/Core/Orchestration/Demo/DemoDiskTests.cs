using System.Globalization;
using QuickLook.Core.Orchestration.Demo;

namespace QuickLook.Tests.Core.Orchestration.Demo;

public sealed class DemoDiskTests : IDisposable
{
    private const int Megabyte = 1_000_000;
    private const int MarkBytes = 4;
    private static readonly DateTime Start = new(2020, 11, 8, 3, 0, 0, DateTimeKind.Utc);

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-disk-").FullName;

    public DemoDiskTests() => File.WriteAllText(Path.Combine(folder, DemoFolder.MarkName), "mark");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_oldest_exposures_and_reductions_go_until_there_is_room_for_another()
    {
        Fill(exposures: 10);

        // 10 x (1 + 2) MB are there and another 3 MB are to come: 13 MB too much, of which the oldest are four exposures with their reductions and one exposure.
        var removed = new DemoDisk(folder, (20 * Megabyte) + MarkBytes).MakeRoom(_ => false).Value;

        removed.ShouldBe(13 * Megabyte);
        Left("raw/20201107").ShouldBe(["00000006", "00000007", "00000008", "00000009", "00000010"]);
        Left("reductions/runs").ShouldBe(["00000005", "00000006", "00000007", "00000008", "00000009", "00000010"]);
    }

    [Fact]
    public void Nothing_goes_while_there_is_room()
    {
        Fill(exposures: 10);

        new DemoDisk(folder, 40 * Megabyte).MakeRoom(_ => false).Value.ShouldBe(0);
        Left("raw/20201107").Count.ShouldBe(10);
    }

    [Fact]
    public void What_is_in_use_stays_and_so_do_the_newest()
    {
        Fill(exposures: 5);

        new DemoDisk(folder, 1).MakeRoom(thing => thing is { Kind: DemoThingKind.RawExposure, Name: "00000001" }).IsSuccess.ShouldBeTrue();

        Left("raw/20201107").ShouldBe(["00000001", "00000003", "00000004", "00000005"]);
        Left("reductions/runs").ShouldBe(["00000003", "00000004", "00000005"]);
    }

    [Fact]
    public void A_night_without_exposures_goes_too()
    {
        Fill(exposures: 4);
        Make("raw/20201106/00000000", Start.AddDays(-1), Megabyte);

        new DemoDisk(folder, 12 * Megabyte).MakeRoom(_ => false).IsSuccess.ShouldBeTrue();

        Left("raw").ShouldBe(["20201107"]);
    }

    [Fact]
    public void A_folder_without_the_mark_is_left_alone()
    {
        Fill(exposures: 5);
        File.Delete(Path.Combine(folder, DemoFolder.MarkName));

        new DemoDisk(folder, 1).MakeRoom(_ => false).Failure!.Reason.ShouldContain("no mark of a demonstration");
        Left("raw/20201107").Count.ShouldBe(5);
    }

    [Fact]
    public void What_a_link_points_to_is_left_alone()
    {
        var elsewhere = Directory.CreateTempSubdirectory("quicklook-elsewhere-");
        try
        {
            File.WriteAllText(Path.Combine(elsewhere.FullName, "precious.fits"), "data");
            Fill(exposures: 5);
            Directory.CreateSymbolicLink(Path.Combine(folder, "reductions", "runs", "00000000"), elsewhere.FullName);

            new DemoDisk(folder, 1).MakeRoom(_ => false).IsSuccess.ShouldBeTrue();

            File.Exists(Path.Combine(elsewhere.FullName, "precious.fits")).ShouldBeTrue();
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    private void Fill(int exposures)
    {
        for (var number = 1; number <= exposures; number++)
        {
            var name = number.ToString("D8", CultureInfo.InvariantCulture);
            Make($"raw/20201107/{name}", Start.AddMinutes(2 * number), Megabyte);
            Make($"reductions/runs/{name}", Start.AddMinutes((2 * number) + 1), 2 * Megabyte);
        }
    }

    private void Make(string path, DateTime at, int bytes)
    {
        var made = Directory.CreateDirectory(Path.Combine(folder, path));
        using (var file = File.Create(Path.Combine(made.FullName, "data")))
        {
            file.SetLength(bytes);
        }

        made.LastWriteTimeUtc = at;
    }

    private List<string> Left(string path) =>
        [.. new DirectoryInfo(Path.Combine(folder, path)).EnumerateDirectories().Select(found => found.Name).Order()];
}
