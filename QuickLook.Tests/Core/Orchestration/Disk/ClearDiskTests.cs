using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Disk;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration.Disk;

[Collection(PostgresTests.Name)]
public sealed class ClearDiskTests(PostgresFixture postgres) : IDisposable
{
    private static readonly Night Night = Night.Parse("20201107").Value;

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task What_was_listed_is_removed_and_nothing_else()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var process = await service.ProcessAsync(101);

        var logsOnly = (await service.Disk.PlanAsync(DiskService.Operator, Order(products: false), default)).Value;
        logsOnly
            .Items.Single()
            .ShouldSatisfyAllConditions(
                item => item.ProcessId.ShouldBe(process),
                item => item.Files.ShouldBe(3),
                item => item.ProductBytes.ShouldBe(0),
                item => item.LogBytes.ShouldBeGreaterThan(0),
                item => item.Refusal.ShouldBeNull()
            );
        var cleared = (await service.Disk.ClearAsync(DiskService.Operator, logsOnly.Fingerprint, progress: null, default)).Value;
        cleared.Bytes.ShouldBe(logsOnly.Bytes);
        service.Files(process).ShouldAllBe(file => file.EndsWith(".json"));
        service.Files(process).Length.ShouldBe(3);

        var rest = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;
        (await service.Disk.ClearAsync(DiskService.Operator, rest.Fingerprint, progress: null, default)).Value.Bytes.ShouldBe(rest.Bytes);

        Directory.Exists(service.RunFolder(process)).ShouldBeFalse();
        (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value.Items.ShouldBeEmpty();
        File.Exists(observatory.RawFile(101)).ShouldBeTrue();
        (await service.Service.Live.FindProcessAsync(process, default)).Value.State.ShouldBe(RunState.Succeeded);
        (await service.ScalarAsync("select count(*) from merged_document")).ShouldBe(3L, "documents stay in the database");
        (
            await service.ScalarAsync("select count(*) from process where products_removed_at is not null and logs_removed_at is not null")
        ).ShouldBe(1L);
        Directory.GetFileSystemEntries(Path.Combine(observatory.OutputRoot, "exposures", "20201107")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_command_is_recorded_with_who_and_from_where_before_it_acts()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        await service.ProcessAsync(101);
        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;

        await service.Disk.ClearAsync(DiskService.Operator, plan.Fingerprint, progress: null, default);

        var entry = (await service.AuditAsync("disk.clear")).Single();
        (entry.Actor, entry.Source).ShouldBe(("Vera", "10.0.0.7"));
        entry.Detail.ShouldStartWith("reductions and run logs of 1 processes of 1 nights (20201107)");
        await service.Service.UntilAsync(_ =>
            service.Service.PipelineLog.Any(line => line.StartsWith("Vera cleared reductions and run logs of 1"))
        );
    }

    [Fact]
    public async Task Who_may_only_look_is_refused_and_so_is_a_list_that_nobody_was_shown()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var process = await service.ProcessAsync(101);

        (await service.Disk.PlanAsync(DiskService.Guest, Order(), default)).Failure!.Reason.ShouldBe("a guest may not clear the disk");
        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;
        (await service.Disk.ClearAsync(DiskService.Guest, plan.Fingerprint, progress: null, default)).IsSuccess.ShouldBeFalse();
        (await service.Disk.ClearAsync(DiskService.Operator, "0123", progress: null, default)).Failure!.Reason.ShouldContain("list again");

        service.Files(process).Length.ShouldBe(6);
        (await service.AuditAsync("disk.clear")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pinned_commented_and_running_processes_are_listed_with_the_reason_and_kept()
    {
        var engine = new ScriptedEngine();
        await using var service = await DiskService.StartAsync(postgres, observatory, engine);
        var pinned = await service.ProcessAsync(101);
        var commented = await service.ProcessAsync(105);
        var free = await service.ProcessAsync(109);
        await service.SqlAsync("update exposure set pinned_process_id = $1, pinned_by = 'Ada' where expid = 101", pinned);
        await service.SqlAsync("insert into comment (process_id, author, at, text) values ($1, 'Ada', now(), 'odd')", commented);

        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;
        await service.Disk.ClearAsync(DiskService.Operator, plan.Fingerprint, progress: null, default);

        plan.Items.Select(item => (item.ProcessId, item.Refusal))
            .ShouldBe([(pinned, "Ada made it the answer of its exposure"), (commented, "somebody commented on it"), (free, null)]);
        service.Files(pinned).Length.ShouldBe(6);
        service.Files(commented).Length.ShouldBe(6);
        service.Files(free).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_an_exposure_is_processed_others_can_be_cleared_and_it_is_left_alone()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await DiskService.StartAsync(postgres, observatory, engine);
        await observatory.TakeAsync(101);
        await service.Service.UntilAsync(_ => engine.Running > 0);
        var running = service.Service.Now.Process!.ProcessId;
        Directory.CreateDirectory(service.RunFolder(running));
        await File.WriteAllTextAsync(Path.Combine(service.RunFolder(running), "early.fits"), "half");

        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;
        var report = (await service.Disk.ClearAsync(DiskService.Operator, plan.Fingerprint, progress: null, default)).Value;

        plan.Items.Single().Refusal.ShouldBe("it is being processed");
        report.Processes.ShouldBe(0);
        File.Exists(Path.Combine(service.RunFolder(running), "early.fits")).ShouldBeTrue();
        engine.Release();
        await service.Service.UntilEndedAsync(101);
    }

    [Fact]
    public async Task What_began_or_changed_or_was_pinned_after_the_list_is_left_alone()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var changed = await service.ProcessAsync(101);
        var pinned = await service.ProcessAsync(105);
        var same = await service.ProcessAsync(109);
        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;

        var later = await service.ProcessAsync(113);
        await File.AppendAllTextAsync(service.Files(changed)[0], "more");
        await service.SqlAsync("update exposure set pinned_process_id = $1, pinned_by = 'Ada' where expid = 105", pinned);
        var report = (await service.Disk.ClearAsync(DiskService.Operator, plan.Fingerprint, progress: null, default)).Value;

        report.Processes.ShouldBe(1);
        report
            .LeftAlone.Select(item => (item.ProcessId, item.Refusal))
            .ShouldBe([(changed, "its files have changed since they were listed"), (pinned, "Ada made it the answer of its exposure")]);
        service.Files(same).ShouldBeEmpty();
        service.Files(later).Length.ShouldBe(6);
    }

    [Fact]
    public async Task Links_are_never_followed_out_of_the_runs()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var process = await service.ProcessAsync(101);
        var precious = Path.Combine(observatory.RawRoot, "precious");
        Directory.CreateDirectory(precious);
        await File.WriteAllTextAsync(Path.Combine(precious, "only.fits"), "one of a kind");
        File.CreateSymbolicLink(Path.Combine(service.RunFolder(process), "calib"), precious);
        File.CreateSymbolicLink(Path.Combine(service.RunFolder(process), "raw.fits"), observatory.RawFile(101));
        File.CreateSymbolicLink(Path.Combine(observatory.OutputRoot, "runs", "00009999"), precious);
        Directory.CreateDirectory(Path.Combine(observatory.OutputRoot, "runs", "notes"));
        await File.WriteAllTextAsync(Path.Combine(observatory.OutputRoot, "runs", "notes", "mine.txt"), "keep");

        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;
        (await service.Disk.ClearAsync(DiskService.Operator, plan.Fingerprint, progress: null, default)).IsSuccess.ShouldBeTrue();

        plan.Items.Single().Files.ShouldBe(8);
        Directory.Exists(service.RunFolder(process)).ShouldBeFalse("its own links are removed themselves");
        File.ReadAllText(Path.Combine(precious, "only.fits")).ShouldBe("one of a kind");
        File.Exists(observatory.RawFile(101)).ShouldBeTrue();
        File.Exists(Path.Combine(observatory.OutputRoot, "runs", "notes", "mine.txt")).ShouldBeTrue();
        new DirectoryInfo(Path.Combine(observatory.OutputRoot, "runs", "00009999")).LinkTarget.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_link_of_an_exposure_moves_to_the_newest_answer_that_is_left()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var first = await service.ProcessAsync(101);
        await service.SqlAsync("update process set ended_at = ended_at - interval '1 day' where id = $1", first);
        File.SetLastWriteTimeUtc(observatory.RawFile(101), new DateTime(2020, 11, 8, 5, 0, 0, DateTimeKind.Utc));
        await service.Service.UntilAsync(snapshot => snapshot.Recent.Count(each => each.State.IsFinal()) == 2);
        var second = service.Service.Now.Recent.Last().ProcessId;
        await service.Service.UntilStoredAsync(second);
        var link = Path.Combine(observatory.OutputRoot, "exposures", "20201107", "00000101");
        Directory.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName.ShouldContain($"runs/{second:D8}");
        await service.SqlAsync("insert into comment (process_id, author, at, text) values ($1, 'Ada', now(), 'keep')", first);

        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;
        await service.Disk.ClearAsync(DiskService.Operator, plan.Fingerprint, progress: null, default);

        service.Files(second).ShouldBeEmpty();
        Directory.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName.ShouldContain($"runs/{first:D8}");
    }

    [Fact]
    public async Task Clearing_tells_how_far_it_is_and_ends_between_two_processes()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var first = await service.ProcessAsync(101);
        var second = await service.ProcessAsync(105);
        var plan = (await service.Disk.PlanAsync(DiskService.Operator, Order(), default)).Value;
        using var enough = new CancellationTokenSource();
        var told = new Told(_ => enough.Cancel());

        var report = (await service.Disk.ClearAsync(DiskService.Operator, plan.Fingerprint, told, enough.Token)).Value;

        told.Reports.Single().ShouldBe(new ClearProgress(1, 2, plan.Items[0].Bytes));
        report.WasCancelled.ShouldBeTrue();
        report.Processes.ShouldBe(1);
        service.Files(first).ShouldBeEmpty();
        service.Files(second).Length.ShouldBe(6);
    }

    [Fact]
    public async Task A_service_that_stands_by_removes_nothing_and_says_why()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var process = await service.ProcessAsync(101);
        await using var standby = await RunningService.StartAsync(service.Connection, observatory, new ScriptedEngine());
        var disk = standby.Services.GetRequiredService<IDiskControl>();

        (await disk.PlanAsync(DiskService.Operator, Order(), default)).Failure!.Reason.ShouldContain("stands by");
        (await disk.PlanRetentionAsync(DiskService.Operator, default)).Failure!.Reason.ShouldContain("stands by");

        service.Files(process).Length.ShouldBe(6);
    }

    [Fact]
    public async Task Only_chosen_nights_are_cleared()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        var process = await service.ProcessAsync(101);
        var other = Order() with { Nights = [Night.Parse("20201108").Value] };

        (await service.Disk.PlanAsync(DiskService.Operator, other, default)).Value.Items.ShouldBeEmpty();
        (await service.Disk.PlanAsync(DiskService.Operator, Order() with { Nights = [] }, default)).Failure!.Reason.ShouldContain("night");
        service.Files(process).Length.ShouldBe(6);
    }

    [Fact]
    public async Task What_lies_on_disk_is_counted_by_night_in_the_background()
    {
        await using var service = await DiskService.StartAsync(postgres, observatory);
        await service.ProcessAsync(101);

        service.Disk.CountAgain();
        await service.Service.UntilAsync(_ => service.Disk.Usage is { Nights: [{ Processes: 1 }] });

        var night = service.Disk.Usage!.Nights.Single();
        night.Night.ShouldBe(Night);
        night.RawBytes.ShouldBe(new FileInfo(observatory.RawFile(101)).Length);
        night.LogBytes.ShouldBeGreaterThan(0);
        night.ProductBytes.ShouldBeGreaterThan(night.LogBytes);
    }

    private static ClearOrder Order(bool products = true, bool logs = true) =>
        new()
        {
            Nights = [Night],
            Products = products,
            Logs = logs,
        };

    private sealed class Told(Action<ClearProgress> then) : IProgress<ClearProgress>
    {
        public List<ClearProgress> Reports { get; } = [];

        public void Report(ClearProgress value)
        {
            Reports.Add(value);
            then(value);
        }
    }
}
