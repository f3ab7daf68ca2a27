using QuickLook.Core.Access;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration;

[Collection(PostgresTests.Name)]
public sealed class ControlTests(PostgresFixture postgres) : IDisposable
{
    private static readonly Actor Observer = new("Vera", Permission.Look | Permission.Operate);
    private static readonly Actor Guest = new("a guest", Permission.Look);

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_ends_running_cameras_within_seconds_in_the_name_of_who_asked(bool engineIsDeaf)
    {
        var engine = new ScriptedEngine { Holds = true, IsDeaf = engineIsDeaf };
        await using var service = await StartAsync(engine, options => options.StopPatience = TimeSpan.FromSeconds(engineIsDeaf ? 1 : 5));
        await observatory.TakeAsync(101);
        await service.UntilAsync(_ => engine.Running == 2);

        var before = TimeProvider.System.GetUtcNow();
        (await service.Control.StopAsync(Observer, default)).IsSuccess.ShouldBeTrue();
        var stopped = await service.UntilEndedAsync(101, seconds: 5);

        (TimeProvider.System.GetUtcNow() - before).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        stopped.Pipeline.ShouldBe(PipelineActivity.Stopped);
        stopped.Process!.State.ShouldBe(RunState.Stopped);
        stopped
            .Process.Cameras.Where(camera => camera.Presence == CameraPresence.Present)
            .ShouldAllBe(camera => camera.State == RunState.Stopped && camera.Reason == "stopped by Vera");
        service.PipelineLog.ShouldContain("The pipeline was stopped by Vera");
        (await service.UntilStoredAsync(stopped.Process.ProcessId)).State.ShouldBe(RunState.Stopped);
        (await service.Audit.ListAsync(new AuditFilter(), 0, 5, default))
            .Value.Single()
            .ShouldSatisfyAllConditions(entry => entry.Actor.ShouldBe("Vera"), entry => entry.Action.ShouldBe("pipeline.stop"));
        engine.Release();
    }

    [Fact]
    public async Task While_stopped_exposures_wait_and_a_restart_keeps_it_stopped_until_somebody_starts_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        var engine = new ScriptedEngine();
        await using (var service = await RunningService.StartAsync(database, observatory, engine))
        {
            await service.UntilAsync(snapshot => snapshot.Pipeline == PipelineActivity.Idle);
            await service.Control.StopAsync(Observer, default);
            await observatory.TakeAsync(101);
            await service.UntilAsync(snapshot => snapshot is { Pipeline: PipelineActivity.Stopped, Waiting: 1 });
        }

        await using var again = await RunningService.StartAsync(database, observatory, engine);
        await again.UntilAsync(snapshot => snapshot.Waiting == 1);
        await again.UntilAsync(_ => again.PipelineLog.Any());
        again.Now.Pipeline.ShouldBe(PipelineActivity.Stopped);
        engine.Runs.ShouldBeEmpty();
        await again.Control.StartAsync(Observer, default);
        (await again.UntilEndedAsync(101)).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Who_may_only_look_is_refused_everything()
    {
        await using var service = await StartAsync(new ScriptedEngine());

        (await service.Control.StopAsync(Guest, default)).Failure!.Reason.ShouldBe("a guest may not operate the pipeline");
        (await service.Control.StartAsync(Guest, default)).IsSuccess.ShouldBeFalse();
        (await service.Control.ResetMonitorAsync(Guest, default)).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task Resetting_is_refused_while_a_process_runs()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine);
        await observatory.TakeAsync(101);
        await service.UntilAsync(_ => engine.Running > 0);

        (await service.Control.ResetMonitorAsync(Observer, default)).Failure!.Reason.ShouldContain("a process runs");
        engine.Release();
        await service.UntilEndedAsync(101);
    }

    [Fact]
    public async Task Reset_empties_the_monitor_and_a_restart_does_not_bring_it_back()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var service = await RunningService.StartAsync(database, observatory, new ScriptedEngine()))
        {
            await observatory.TakeAsync(101);
            var shown = (await service.UntilEndedAsync(101)).Process!;
            await service.UntilStoredAsync(shown.ProcessId);
            await service.Control.ResetMonitorAsync(Observer, default);
            service.Now.Process.ShouldBeNull();
            service.PipelineLog.ShouldBe(["The monitor was reset by Vera"]);
        }

        await using var again = await RunningService.StartAsync(database, observatory, new ScriptedEngine());
        await again.UntilAsync(snapshot => snapshot.Recent.Length == 1);
        again.Now.Process.ShouldBeNull();
        again.PipelineLog.ShouldNotContain(line => line.Contains("00000101"));
    }

    private async Task<RunningService> StartAsync(IPipelineEngine engine, Action<OrchestrationOptions>? configure = null) =>
        await RunningService.StartAsync(await postgres.CreateDatabaseAsync(), observatory, engine, configure);
}
