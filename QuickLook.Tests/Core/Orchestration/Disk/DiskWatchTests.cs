using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration.Disk;

[Collection(PostgresTests.Name)]
public sealed class DiskWatchTests(PostgresFixture postgres) : IDisposable
{
    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task A_disk_that_fills_up_is_a_notice_that_goes_when_there_is_space_again()
    {
        var volumes = new ScriptedVolumes();
        await using var service = await DiskService.StartAsync(
            postgres,
            observatory,
            volumes: volumes,
            configure: options => options.DiskPeriod = TimeSpan.FromSeconds(1)
        );
        var disk = (await service.Service.UntilAsync(snapshot => !snapshot.Disks.IsEmpty)).Disks.Single();
        (disk.Name, disk.Level, disk.TotalBytes).ShouldBe(("raw, reduced", DiskLevel.Normal, ScriptedVolumes.TotalBytes));

        volumes.FreePercent = 15;
        var warned = await service.Service.UntilAsync(snapshot => snapshot.Notices.Any(notice => notice.Key == "disk-8:1"));
        warned
            .Notices.Single()
            .ShouldSatisfyAllConditions(
                notice => notice.IsError.ShouldBeFalse(),
                notice => notice.Text.ShouldContain("15 % (150 GB) is free on the volume of: raw, reduced")
            );
        volumes.FreePercent = 5;
        await service.Service.UntilAsync(snapshot =>
            snapshot.Notices.Any(notice => notice.IsError) && snapshot.Disks[0].Level == DiskLevel.Alarm
        );
        volumes.FreePercent = 30;
        await service.Service.UntilAsync(snapshot => snapshot.Notices.IsEmpty && snapshot.Disks[0].Level == DiskLevel.Normal);

        await service.Service.UntilAsync(_ => service.Service.PipelineLog.Count(line => line.Contains("is free on the volume of")) == 3);
    }

    [Fact]
    public async Task Each_volume_has_one_gauge_with_the_names_of_what_lies_on_it()
    {
        var state = Directory.CreateDirectory(Path.Combine(observatory.OutputRoot, "state")).FullName;
        var volumes = new ScriptedVolumes { VolumeOf = folder => folder.EndsWith("raw", StringComparison.Ordinal) ? "8:1" : "8:2" };
        await using var service = await DiskService.StartAsync(
            postgres,
            observatory,
            volumes: volumes,
            configure: options => options.WatchedFolders = new Dictionary<string, string> { ["database"] = state }
        );

        var disks = (await service.Service.UntilAsync(snapshot => !snapshot.Disks.IsEmpty)).Disks;

        disks.Select(disk => disk.Name).ShouldBe(["raw", "reduced, database"]);
    }

    [Fact]
    public void The_volume_of_a_folder_is_read_from_the_machine()
    {
        var volumes = new MountedVolumes();

        var here = volumes.Read(observatory.RawRoot).Value;
        var beside = volumes.Read(Directory.CreateDirectory(observatory.OutputRoot).FullName).Value;

        here.FreePercent.ShouldBeInRange(0, 100);
        beside.Volume.ShouldBe(here.Volume);
        volumes.Read("/proc").Or(new VolumeReading("none", 1, 0)).Volume.ShouldNotBe(here.Volume);
        volumes.Read(Path.Combine(observatory.RawRoot, "nowhere")).IsSuccess.ShouldBeFalse();
    }
}
