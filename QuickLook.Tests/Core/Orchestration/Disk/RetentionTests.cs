using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration.Disk;

[Collection(PostgresTests.Name)]
public sealed class RetentionTests(PostgresFixture postgres) : IDisposable
{
    private static readonly RetentionPolicy Policy = new()
    {
        IsOn = true,
        ProductDays = 30,
        LogDays = 180,
        FreePercent = 10,
        ProtectedHours = 24,
    };

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task Products_go_by_age_and_logs_by_a_longer_one()
    {
        await using var service = await StartAsync(Policy);
        var young = await service.ProcessAsync(101);
        var old = await service.ProcessAsync(105);
        var ancient = await service.ProcessAsync(109);
        await service.EndedAgoAsync(young, TimeSpan.FromDays(29));
        await service.EndedAgoAsync(old, TimeSpan.FromDays(31));
        await service.EndedAgoAsync(ancient, TimeSpan.FromDays(181));

        await service.Retention.TurnAsync(default);

        service.Files(young).Length.ShouldBe(6);
        service.Files(old).Length.ShouldBe(3);
        service.Files(old).ShouldAllBe(file => file.EndsWith(".log"));
        service.Files(ancient).ShouldBeEmpty();
        File.Exists(observatory.RawFile(109)).ShouldBeTrue("raw data never go by themselves");
        (await service.ScalarAsync("select count(*) from merged_document")).ShouldBe(9L);
        (await service.ScalarAsync("select count(*) from trend_value")).ShouldNotBe(0L);
    }

    [Fact]
    public async Task The_same_process_goes_when_the_clock_has_come_so_far()
    {
        var time = new ShiftedTime();
        await using var service = await DiskService.StartAsync(
            postgres,
            observatory,
            configuration: new ServiceConfiguration { Retention = Policy },
            time: time
        );
        var process = await service.ProcessAsync(101);

        time.SetAhead(TimeSpan.FromDays(29.9));
        await service.Retention.TurnAsync(default);
        service.Files(process).Length.ShouldBe(6);
        time.SetAhead(TimeSpan.FromDays(30.1));
        await service.Retention.TurnAsync(default);

        service.Files(process).Length.ShouldBe(3);
        var marked = (DateTime)(await service.ScalarAsync("select products_removed_at from process where id = $1", process))!;
        (time.GetUtcNow() - new DateTimeOffset(marked)).ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_turn_is_recorded_as_retention_and_told_in_one_line()
    {
        await using var service = await StartAsync(Policy);
        var one = await service.ProcessAsync(101);
        var other = await service.ProcessAsync(105);
        await service.EndedAgoAsync(one, TimeSpan.FromDays(40));
        await service.EndedAgoAsync(other, TimeSpan.FromDays(50));

        await service.Retention.TurnAsync(default);
        await service.Retention.TurnAsync(default);

        var entry = (await service.AuditAsync("retention")).Single();
        entry.Actor.ShouldBe("QuickLook");
        entry.Detail.ShouldContain($"{other} (products, older than 30 days), {one} (products, older than 30 days)");
        await service.Service.UntilAsync(_ =>
            service.Service.PipelineLog.Any(line => line.StartsWith("Retention removed files of 2 process(es)"))
        );
        service.Service.PipelineLog.Count(line => line.StartsWith("Retention")).ShouldBe(1);
        service.Disk.LastTurn!.Processes.ShouldBe(2);
    }

    [Fact]
    public async Task When_space_is_short_the_oldest_products_go_until_there_is_enough()
    {
        var volumes = new ScriptedVolumes();
        await using var service = await StartAsync(Policy with { ProductDays = 0, LogDays = 0 }, volumes);
        var first = await service.ProcessAsync(101);
        var second = await service.ProcessAsync(105);
        var third = await service.ProcessAsync(109);
        await service.EndedAgoAsync(first, TimeSpan.FromDays(3));
        await service.EndedAgoAsync(second, TimeSpan.FromDays(4));
        await service.EndedAgoAsync(third, TimeSpan.FromDays(5));
        var bytes = service.Files(third).Where(file => file.EndsWith(".json")).Sum(file => new FileInfo(file).Length);

        // One byte more than the oldest process has is missing.
        volumes.FreePercent = 10 - (100.0 * (bytes + 1) / ScriptedVolumes.TotalBytes);
        await service.Retention.TurnAsync(default);

        service.Files(third).ShouldAllBe(file => file.EndsWith(".log"));
        service.Files(second).ShouldAllBe(file => file.EndsWith(".log"));
        service.Files(first).Length.ShouldBe(6);
    }

    [Fact]
    public async Task Protected_hours_pins_and_comments_hold_even_when_the_disk_is_full()
    {
        var volumes = new ScriptedVolumes { FreePercent = 1 };
        await using var service = await StartAsync(Policy, volumes);
        var recent = await service.ProcessAsync(101);
        var pinned = await service.ProcessAsync(105);
        var commented = await service.ProcessAsync(109);
        await service.EndedAgoAsync(recent, TimeSpan.FromHours(23));
        await service.EndedAgoAsync(pinned, TimeSpan.FromDays(400));
        await service.EndedAgoAsync(commented, TimeSpan.FromDays(400));
        await service.SqlAsync("update exposure set pinned_process_id = $1, pinned_by = 'Ada' where expid = 105", pinned);
        await service.SqlAsync("insert into comment (process_id, author, at, text) values ($1, 'Ada', now(), 'odd')", commented);

        var plan = (await service.Disk.PlanRetentionAsync(DiskService.Guest, default)).Value;
        await service.Retention.TurnAsync(default);

        plan.Items.ShouldBeEmpty();
        plan.IsShort.ShouldBeTrue();
        new[] { recent, pinned, commented }.ShouldAllBe(process => service.Files(process).Length == 6);
        (await service.AuditAsync("retention")).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_policy_is_off_nothing_goes_but_what_would_is_shown()
    {
        await using var service = await StartAsync(Policy with { IsOn = false });
        var process = await service.ProcessAsync(101);
        await service.EndedAgoAsync(process, TimeSpan.FromDays(400));

        await service.Retention.TurnAsync(default);
        var plan = (await service.Disk.PlanRetentionAsync(DiskService.Guest, default)).Value;

        service.Files(process).Length.ShouldBe(6);
        var item = plan.Items.Single();
        (item.Item.ProcessId, item.Products, item.Logs).ShouldBe((process, true, true));
        plan.Bytes.ShouldBe(service.Files(process).Sum(file => new FileInfo(file).Length));
    }

    [Fact]
    public async Task What_was_imported_has_no_files_here_and_is_never_touched()
    {
        await using var service = await StartAsync(Policy);
        var process = await service.ProcessAsync(101);
        await service.EndedAgoAsync(process, TimeSpan.FromDays(400));
        await service.SqlAsync("update process set imported_from = 'nersc' where id = $1", process);

        await service.Retention.TurnAsync(default);

        service.Files(process).Length.ShouldBe(6);
    }

    private Task<DiskService> StartAsync(RetentionPolicy policy, ScriptedVolumes? volumes = null) =>
        DiskService.StartAsync(postgres, observatory, volumes: volumes, configuration: new ServiceConfiguration { Retention = policy });
}
