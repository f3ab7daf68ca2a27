using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuickLook.Core.Fits;
using QuickLook.Core.Orchestration.Demo;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Orchestration.Demo;

public sealed class DemoFeedTests : IDisposable
{
    private readonly string rawRoot = Directory.CreateTempSubdirectory("quicklook-feed-").FullName;

    public void Dispose() => Directory.Delete(rawRoot, recursive: true);

    [Fact]
    public async Task Every_golden_exposure_arrives_once_in_order_and_unchanged()
    {
        await FeedAsync(rounds: 1);

        Arrived("desi-*.fits.fz").ShouldBe(["00000101", "00000102", "00000103", "00000104"]);
        Arrived("fibermap-*.fits").ShouldBe(["00000102", "00000103", "00000104"]);
        foreach (var exposure in new[] { 101, 102, 103, 104 })
        {
            var name = Path.GetFileName(GoldenSet.A.RawFile(exposure));
            var arrived = File.ReadAllBytes(Path.Combine(rawRoot, "20201107", $"00000{exposure}", name));
            arrived.AsSpan().SequenceEqual(File.ReadAllBytes(GoldenSet.A.RawFile(exposure))).ShouldBeTrue(name);
        }
    }

    [Fact]
    public async Task A_second_round_has_numbers_of_its_own_in_names_and_in_every_header()
    {
        await FeedAsync(rounds: 2);

        Arrived("desi-*.fits.fz")
            .ShouldBe(["00000101", "00000102", "00000103", "00000104", "00000201", "00000202", "00000203", "00000204"]);
        var folder = Path.Combine(rawRoot, "20201107", "00000204");
        using var raw = FitsFile.Open(Path.Combine(folder, "desi-00000204.fits.fz")).Value;
        raw.Damage.ShouldBeNull();
        raw.Hdus.Count.ShouldBe(4);
        raw.Hdus.ShouldAllBe(hdu => hdu.Header.GetInt("EXPID").Value == 204);
        using var fibermap = FitsFile.Open(Path.Combine(folder, "fibermap-00000204.fits")).Value;
        fibermap.Find("FIBERMAP")!.Header.GetInt("EXPID").Value.ShouldBe(204);
    }

    [Fact]
    public async Task A_new_number_changes_not_one_pixel()
    {
        await FeedAsync(rounds: 2);

        using var original = FitsFile.Open(GoldenSet.A.RawFile(102)).Value;
        using var renumbered = FitsFile.Open(Path.Combine(rawRoot, "20201107", "00000202", "desi-00000202.fits.fz")).Value;
        foreach (var camera in new[] { "B0", "R0", "Z0" })
        {
            using var expected = original.Find(camera)!.ReadPlane().Value;
            using var actual = renumbered.Find(camera)!.ReadPlane().Value;
            actual.Span.SequenceEqual(expected.Span).ShouldBeTrue(camera);
        }
    }

    [Fact]
    public async Task A_raw_file_appears_whole_or_not_at_all_and_after_its_fibermap()
    {
        // Looks as often as it can while the feed runs: whatever carries its final name must be complete.
        using var stop = new CancellationTokenSource();
        var looks = 0;
        var watching = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    foreach (var path in Directory.EnumerateFiles(rawRoot, "desi-*.fits.fz", SearchOption.AllDirectories))
                    {
                        looks++;
                        FitsFile.CheckComplete(path).Value.IsComplete.ShouldBeTrue(path);
                        var fibermap = Path.Combine(
                            Path.GetDirectoryName(path)!,
                            Path.GetFileName(path).Replace("desi", "fibermap", StringComparison.Ordinal)[..^3]
                        );
                        (File.Exists(fibermap) || path.EndsWith("01.fits.fz", StringComparison.Ordinal)).ShouldBeTrue(
                            $"{fibermap} is there before {path}"
                        );
                    }
                }
            },
            CancellationToken.None
        );

        await FeedAsync(rounds: 2);
        await stop.CancelAsync();
        await watching;

        looks.ShouldBeGreaterThan(0);
        Directory.EnumerateFiles(rawRoot, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopping_ends_the_feed_at_once()
    {
        using var feed = Feed(
            new DemoFeedOptions
            {
                Source = GoldenSet.A.RawRoot,
                RawRoot = rawRoot,
                Delay = TimeSpan.FromHours(1),
            }
        );
        await feed.StartAsync(CancellationToken.None);

        await feed.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));

        feed.ExecuteTask!.IsCompleted.ShouldBeTrue();
        feed.ExecuteTask.IsFaulted.ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(rawRoot).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_raw_root_that_cannot_be_written_ends_the_feed_and_not_the_service()
    {
        var blocked = Path.Combine(rawRoot, "file");
        await File.WriteAllTextAsync(blocked, "in the way");
        using var feed = Feed(
            new DemoFeedOptions
            {
                Source = GoldenSet.A.RawRoot,
                RawRoot = blocked,
                Delay = TimeSpan.Zero,
            }
        );

        await feed.StartAsync(CancellationToken.None);
        await feed.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(10));

        feed.ExecuteTask.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Options_that_make_no_sense_are_named()
    {
        var options = new DemoFeedOptions
        {
            Source = "nowhere",
            Interval = TimeSpan.Zero,
            Rounds = 0,
        };

        options.Faults().Count().ShouldBe(4);
        new DemoFeedOptions { Source = GoldenSet.A.RawRoot, RawRoot = rawRoot }
            .Faults()
            .ShouldBeEmpty();
    }

    private static DemoFeed Feed(DemoFeedOptions options) =>
        new(Options.Create(options), TimeProvider.System, NullLogger<DemoFeed>.Instance);

    private async Task FeedAsync(int rounds)
    {
        using var feed = Feed(
            new DemoFeedOptions
            {
                Source = GoldenSet.A.RawRoot,
                RawRoot = rawRoot,
                Rounds = rounds,
                Delay = TimeSpan.Zero,
                Interval = TimeSpan.FromMilliseconds(1),
            }
        );
        await feed.StartAsync(CancellationToken.None);
        await feed.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private List<string> Arrived(string pattern) =>
        [
            .. Directory
                .EnumerateFiles(rawRoot, pattern, SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
                .Order(),
        ];
}
