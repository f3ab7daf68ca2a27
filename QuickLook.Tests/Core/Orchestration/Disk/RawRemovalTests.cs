using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration.Disk;

[Collection(PostgresTests.Name)]
public sealed class RawRemovalTests(PostgresFixture postgres) : IDisposable
{
    private static readonly RawRemovalOrder Order = new() { Night = Night.Parse("20201107").Value, TypedNight = "20201107" };

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task It_is_off_by_default_for_admins_only_and_wants_the_night_typed()
    {
        await using var service = await StartAsync();
        await service.ProcessAsync(101);

        (await service.Disk.RemoveRawAsync(DiskService.Operator, Order, default)).Failure!.Reason.ShouldBe("Vera may not remove raw data");
        (
            await service.Disk.RemoveRawAsync(DiskService.Admin, Order with { TypedNight = "2020110" }, default)
        ).Failure!.Reason.ShouldContain("is not the night 20201107");
        service.Configuration.Current = new ServiceConfiguration();
        (await service.Disk.RemoveRawAsync(DiskService.Admin, Order, default)).Failure!.Reason.ShouldContain(
            "configuration does not allow"
        );

        File.Exists(observatory.RawFile(101)).ShouldBeTrue();
        (await service.AuditAsync("raw.remove")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Raw_files_and_fibermaps_that_the_table_knows_go_and_are_marked_as_removed()
    {
        await using var service = await StartAsync();
        await observatory.TakeAsync(104, golden: 104);
        await service.Service.UntilEndedAsync(104);
        await service.Service.UntilStoredAsync(service.Service.Now.Recent.Last().ProcessId);
        await service.UntilScalarAsync("select count(*) from fibermap", 1L);
        await service.ProcessAsync(105);
        await observatory.TakeAsync(205, night: "20201108");
        await service.Service.UntilEndedAsync(205);
        var note = Path.Combine(observatory.RawRoot, "20201107", "00000105", "note.txt");
        await File.WriteAllTextAsync(note, "by hand");

        var report = (await service.Disk.RemoveRawAsync(DiskService.Admin, Order, default)).Value;

        report.Exposures.ShouldBe(2);
        report.Files.ShouldBe(3);
        report.LeftAlone.ShouldBeEmpty();
        Directory.Exists(Path.GetDirectoryName(observatory.RawFile(104))).ShouldBeFalse();
        File.Exists(observatory.RawFile(105)).ShouldBeFalse();
        File.Exists(note).ShouldBeTrue("the table does not know it");
        File.Exists(observatory.RawFile(205, "20201108")).ShouldBeTrue("it is of another night");
        (await service.ScalarAsync("select count(*) from exposure where raw_removed_at is not null")).ShouldBe(2L);
        var entry = (await service.AuditAsync("raw.remove")).Single();
        (entry.Actor, entry.Source).ShouldBe(("Ada", "10.0.0.8"));
        entry.Detail.ShouldStartWith("raw data of night 20201107: 2 exposures");
        service.Service.DiscoveryLog.ShouldNotContain(line => line.Contains("lost"));
    }

    [Fact]
    public async Task A_night_that_is_being_processed_is_refused()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(101);
        await service.Service.UntilAsync(_ => engine.Running > 0);

        (await service.Disk.RemoveRawAsync(DiskService.Admin, Order, default)).Failure!.Reason.ShouldContain("00000101");

        File.Exists(observatory.RawFile(101)).ShouldBeTrue();
        engine.Release();
        await service.Service.UntilEndedAsync(101);
    }

    [Fact]
    public async Task What_never_succeeded_is_kept_unless_it_is_asked_for()
    {
        await using var service = await StartAsync(new ScriptedEngine { FailsWith = _ => "no light" });
        await service.ProcessAsync(101);

        (await service.Disk.RemoveRawAsync(DiskService.Admin, Order, default)).Failure!.Reason.ShouldContain(
            "never processed successfully"
        );
        File.Exists(observatory.RawFile(101)).ShouldBeTrue();
        (await service.Disk.RemoveRawAsync(DiskService.Admin, Order with { IncludesUnprocessed = true }, default)).Value.Exposures.ShouldBe(
            1
        );
        File.Exists(observatory.RawFile(101)).ShouldBeFalse();
    }

    [Fact]
    public async Task Links_and_files_that_changed_are_left_alone()
    {
        await using var service = await StartAsync();
        await service.ProcessAsync(101);
        await service.ProcessAsync(105);
        await service.ProcessAsync(109);
        var elsewhere = Path.Combine(observatory.OutputRoot, "elsewhere.fits.fz");
        File.Move(observatory.RawFile(101), elsewhere);
        File.CreateSymbolicLink(observatory.RawFile(101), elsewhere);
        await service.SqlAsync("update exposure set raw_bytes = raw_bytes + 1 where expid = 105");
        await service.SqlAsync("update exposure set raw_path = $1 where expid = 109", elsewhere);

        var report = (await service.Disk.RemoveRawAsync(DiskService.Admin, Order, default)).Value;

        report.Exposures.ShouldBe(0);
        report.LeftAlone.Length.ShouldBe(3);
        report.LeftAlone[0].ShouldContain("this is a link");
        report.LeftAlone[1].ShouldContain("has changed since it was registered");
        report.LeftAlone[2].ShouldContain("does not lie in the folder of this night");
        File.Exists(elsewhere).ShouldBeTrue();
        File.Exists(observatory.RawFile(105)).ShouldBeTrue();
        (await service.ScalarAsync("select count(*) from exposure where raw_removed_at is not null")).ShouldBe(0L);
    }

    private Task<DiskService> StartAsync(ScriptedEngine? engine = null) =>
        DiskService.StartAsync(postgres, observatory, engine, configuration: new ServiceConfiguration { AllowsRawRemoval = true });
}
