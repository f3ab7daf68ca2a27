using System.Diagnostics;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Queue;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration;

[Collection(PostgresTests.Name)]
public sealed class QueueTests(PostgresFixture postgres) : IDisposable
{
    private static readonly Actor Operator = new("Vera", Permission.Look | Permission.Operate, "10.1.2.3");
    private static readonly Actor Viewer = new("Walter", Permission.Look | Permission.Comment, "10.1.2.4");

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task A_burst_of_100_exposures_is_registered_within_seconds_and_processed_live_ones_first()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(1);
        await service.UntilAsync(_ => engine.Running > 0);

        var clock = Stopwatch.StartNew();
        for (var exposure = 2; exposure <= 101; exposure++)
        {
            // Every fifth is old: copied from somewhere, not exposed now.
            await observatory.TakeAsync(exposure, age: exposure % 5 == 0 ? TimeSpan.FromDays(2) : TimeSpan.Zero);
        }

        var written = clock.Elapsed;
        var snapshot = await service.UntilAsync(now => now.Waiting == 100, seconds: 30);
        (clock.Elapsed - written).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        snapshot.Queue.First.Length.ShouldBe(100);
        snapshot.Queue.First.Select(each => each.Position).ShouldBe(Enumerable.Range(1, 100));
        snapshot.Queue.First.Select(each => each.Lane).ShouldBe(snapshot.Queue.First.Select(each => each.Lane).Order());

        engine.Release();
        await service.UntilAsync(now => now is { Waiting: 0, Pipeline: PipelineActivity.Idle }, seconds: 120);
        engine.Runs.Count.ShouldBe(303);
        engine.Runs.Distinct().Count().ShouldBe(303, "nothing is processed twice");

        var begun = engine.Runs.Select(run => run.Exposure).Distinct().ToList();
        var backlog = snapshot.Queue.First.Where(each => each.Lane == ProcessLane.Backlog).Select(each => each.Exposure).ToHashSet();
        begun.TakeLast(backlog.Count).ShouldAllBe(exposure => backlog.Contains(exposure));
    }

    [Fact]
    public async Task A_live_exposure_goes_before_the_waiting_cameras_of_a_backlog_process_that_has_begun()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine, workers: 1);
        await observatory.TakeAsync(1, age: TimeSpan.FromDays(2));
        await service.UntilAsync(_ => engine.Running == 1);
        await observatory.TakeAsync(2);
        await service.UntilAsync(now => now.Queue.Live == 1);

        engine.Release();
        await service.UntilAsync(now => now is { Waiting: 0, Pipeline: PipelineActivity.Idle });

        engine.Runs.Select(run => run.Exposure.Number).ShouldBe([1, 2, 2, 2, 1, 1]);
    }

    [Fact]
    public async Task What_waits_can_be_moved_cancelled_and_paused_and_all_of_it_is_audited_with_its_source()
    {
        var engine = new ScriptedEngine();
        await using var service = await StartAsync(engine);
        (await service.Queue.PauseAsync(Operator, QueuePause.Everything, default)).Failure.ShouldBeNull();
        foreach (var exposure in new[] { 1, 2, 3, 4, 5 })
        {
            await observatory.TakeAsync(exposure);
            await service.UntilAsync(now => now.Waiting == exposure);
        }

        await MoveAsync(service, 4, QueuePlace.First, [4, 1, 2, 3, 5]);
        await MoveAsync(service, 1, QueuePlace.Later, [4, 2, 1, 3, 5]);
        await MoveAsync(service, 3, QueuePlace.Earlier, [4, 2, 3, 1, 5]);
        await MoveAsync(service, 2, QueuePlace.EndOfBacklog, [4, 3, 1, 5, 2]);
        await MoveAsync(service, 4, QueuePlace.Last, [3, 1, 5, 4, 2]);
        await MoveAsync(service, 2, QueuePlace.EndOfLive, [3, 1, 5, 4, 2]);
        var cancelled = ProcessOf(service, 5);
        (await service.Queue.CancelAsync(Operator, cancelled, default)).Failure.ShouldBeNull();
        Order(service.Now).ShouldBe([3, 1, 4, 2]);
        engine.Runs.ShouldBeEmpty();

        (await service.Queue.PauseAsync(Operator, QueuePause.None, default)).Failure.ShouldBeNull();
        await service.UntilAsync(now => now is { Waiting: 0, Pipeline: PipelineActivity.Idle } && engine.Runs.Count == 12);
        engine.Runs.Select(run => run.Exposure.Number).Distinct().ShouldBe([3, 1, 4, 2]);
        var ended = await service.UntilStoredAsync(cancelled);
        ended.State.ShouldBe(RunState.Stopped);
        ended.Reason.ShouldBe("cancelled by Vera before it began");
        ended.Cameras.ShouldAllBe(camera => camera.State == RunState.Stopped);

        var audit = (await service.Audit.ListAsync(new AuditFilter { Action = "queue." }, 0, 50, default)).Value;
        audit.Count.ShouldBe(9);
        audit.ShouldAllBe(entry => entry.Actor == "Vera" && entry.Source == "10.1.2.3");
    }

    [Fact]
    public async Task Cancelling_all_that_waits_leaves_what_runs()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(1);
        await service.UntilAsync(_ => engine.Running == 2);
        await observatory.TakeAsync(2);
        await observatory.TakeAsync(3, age: TimeSpan.FromDays(3));
        await service.UntilAsync(now => now.Queue is { Live: 1, Backlog: 1 });

        (await service.Queue.CancelWaitingAsync(Operator, ProcessLane.Backlog, default)).Value.ShouldBe(1);
        (await service.Queue.CancelWaitingAsync(Operator, lane: null, default)).Value.ShouldBe(1);

        service.Now.Waiting.ShouldBe(0);
        engine.Release();
        (await service.UntilEndedAsync(1)).Recent.Single(each => each.Exposure.Number == 1).State.ShouldBe(RunState.Succeeded);
        engine.Runs.ShouldAllBe(run => run.Exposure.Number == 1);
    }

    [Fact]
    public async Task One_running_process_is_stopped_within_seconds_and_the_next_one_goes_on()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(1);
        var running = (await service.UntilAsync(now => engine.Running == 2 && now.Process is not null)).Process!.ProcessId;
        await observatory.TakeAsync(2);
        await service.UntilAsync(now => now.Waiting == 1);

        var clock = Stopwatch.StartNew();
        (await service.Queue.CancelAsync(Operator, running, default)).Failure.ShouldBeNull();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));

        var stopped = await service.UntilStoredAsync(running);
        stopped.State.ShouldBe(RunState.Stopped);
        stopped.Cameras.ShouldAllBe(camera => camera.Reason == "stopped by Vera" && camera.EndedAt != null);
        stopped.Cameras.Count(camera => camera.StartedAt != null).ShouldBe(2, "times of what had begun are kept");
        engine.Release();
        (await service.UntilEndedAsync(2)).Recent.Single(each => each.Exposure.Number == 2).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_viewer_changes_nothing_and_the_attempt_is_on_record()
    {
        var engine = new ScriptedEngine();
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(1);
        var process = (await service.UntilEndedAsync(1)).Process!.ProcessId;
        var exposure = (await service.UntilStoredAsync(process)).Exposure.Id;

        Result<Done>[] outcomes =
        [
            await service.Queue.PauseAsync(Viewer, QueuePause.Everything, default),
            await service.Queue.MoveAsync(Viewer, process, QueuePlace.First, default),
            await service.Queue.CancelAsync(Viewer, process, default),
            (await service.Queue.CancelWaitingAsync(Viewer, lane: null, default)).Map(_ => Done.Value),
            (await service.Queue.ReprocessAsync(Viewer, new ReprocessOrder { ExposureIds = [exposure] }, default)).Map(_ => Done.Value),
            await service.Queue.PinAsync(Viewer, process, default),
            await service.Queue.UnpinAsync(Viewer, exposure, default),
            await service.Control.StopAsync(Viewer, default),
        ];

        outcomes.ShouldAllBe(outcome => outcome.Failure!.Reason.Contains("Walter may not"));
        service.Now.Queue.Pause.ShouldBe(QueuePause.None);
        engine.Runs.Count.ShouldBe(3);
        (await service.Audit.ListAsync(new AuditFilter { Actor = "Walter" }, 0, 50, default))
            .Value.Select(entry => entry.Action)
            .ShouldContain("exposure.reprocess.refused");
    }

    [Fact]
    public async Task Results_of_all_processes_of_an_exposure_stay_and_the_newest_is_the_answer_unless_another_is_pinned()
    {
        var engine = new ScriptedEngine();
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(101);
        var first = (await service.UntilEndedAsync(101)).Process!.ProcessId;
        var exposure = (await service.UntilStoredAsync(first)).Exposure.Id;

        var order = new ReprocessOrder
        {
            ExposureIds = [exposure],
            Cameras = [Camera("r0")],
            Engine = "native",
        };
        var report = (await service.Queue.ReprocessAsync(Operator, order, default)).Value;
        var second = report.Queued.ShouldHaveSingleItem();
        var again = await service.UntilStoredAsync(second);
        again.State.ShouldBe(RunState.Succeeded);
        again.RequestedBy.ShouldBe("Vera");
        again.RequestedEngine.ShouldBe("native");
        again.Cameras.ShouldHaveSingleItem().Camera.ShouldBe(Camera("r0"));
        (await service.UntilStoredAsync(first)).Cameras.Length.ShouldBe(3);
        await service.UntilAsync(_ => AnswerOnDisk() == second);

        (await service.Queue.PinAsync(Operator, first, default)).Failure.ShouldBeNull();
        AnswerOnDisk().ShouldBe(first);
        var third = (await service.Queue.ReprocessAsync(Operator, order, default)).Value.Queued.ShouldHaveSingleItem();
        await service.UntilStoredAsync(third);
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        AnswerOnDisk().ShouldBe(first, "a pin holds");

        (await service.Queue.UnpinAsync(Operator, exposure, default)).Failure.ShouldBeNull();
        AnswerOnDisk().ShouldBe(third);
        foreach (var process in new[] { first, second, third })
        {
            File.Exists(Document(process, "r0")).ShouldBeTrue($"process {process} has kept its files");
        }
    }

    [Fact]
    public async Task What_cannot_be_processed_again_is_refused_with_its_reason()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(101, change: bytes => bytes[..(bytes.Length / 2)]);
        await service.UntilEndedAsync(101);
        await observatory.TakeAsync(102);
        var process = (await service.UntilAsync(now => now.Process?.Exposure.Id.Number == 102 && engine.Running > 0)).Process!.ProcessId;
        var runs = (await service.Processes.FindAsync(process, default)).Value.Exposure.Id;
        var broken = (await service.Processes.ListRecentAsync(5, default)).Value.Single(each => each.Exposure.Number == 101);
        var brokenId = (await service.Processes.FindAsync(broken.Id, default)).Value.Exposure.Id;

        var report = (
            await service.Queue.ReprocessAsync(Operator, new ReprocessOrder { ExposureIds = [brokenId, runs, 999] }, default)
        ).Value;

        report.Queued.ShouldBeEmpty();
        report.Refused[0].Reason.ShouldContain("broken");
        report.Refused[1].Reason.ShouldContain("runs; wait for its end");
        report.Refused[2].Reason.ShouldContain("no exposure");
        var unknownEngine = new ReprocessOrder { ExposureIds = [runs], Engine = "desispec-9" };
        (await service.Queue.ReprocessAsync(Operator, unknownEngine, default)).Failure!.Reason.ShouldContain("desispec-9");
        engine.Release();
    }

    private Task<RunningService> StartAsync(ScriptedEngine engine, int workers = 2) => StartAsync(postgres, observatory, engine, workers);

    private static async Task<RunningService> StartAsync(
        PostgresFixture postgres,
        Observatory observatory,
        ScriptedEngine engine,
        int workers
    )
    {
        var service = await RunningService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            observatory,
            engine,
            options => options.Workers = workers
        );
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        return service;
    }

    private static async Task MoveAsync(RunningService service, int exposure, QueuePlace place, int[] order)
    {
        (await service.Queue.MoveAsync(Operator, ProcessOf(service, exposure), place, default)).Failure.ShouldBeNull();
        await service.UntilAsync(now => Order(now).SequenceEqual(order), seconds: 5);
    }

    private static IEnumerable<int> Order(MonitorSnapshot now) => now.Queue.First.Select(each => each.Exposure.Number);

    private static long ProcessOf(RunningService service, int exposure) =>
        service.Now.Queue.First.Single(each => each.Exposure.Number == exposure).ProcessId;

    private static CameraId Camera(string name) => CameraId.Parse(name).Value;

    private long AnswerOnDisk()
    {
        var link = new DirectoryInfo(Path.Combine(observatory.OutputRoot, "exposures", "20201107", "00000101"));
        var run = link.LinkTarget?.Split('/').FirstOrDefault(part => part.Length == 8 && part.StartsWith("0000", StringComparison.Ordinal));
        return run is null ? 0 : long.Parse(run, System.Globalization.CultureInfo.InvariantCulture);
    }

    private string Document(long process, string camera) =>
        Path.Combine(
            observatory.OutputRoot,
            "runs",
            process.ToString("D8", System.Globalization.CultureInfo.InvariantCulture),
            "exposures",
            "20201107",
            "00000101",
            $"ql-mergedQA-{camera}-00000101.json"
        );
}
