using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>What may pass is tried again, what cannot is not, and what takes too long is ended.</summary>
[Collection(PostgresTests.Name)]
public sealed class AttemptTests(PostgresFixture postgres) : IDisposable
{
    private static readonly Actor Admin = new("Ada", Permission.Everything);

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task A_camera_that_fails_in_a_way_that_may_pass_is_tried_again_and_each_change_of_state_is_kept()
    {
        var engine = new ScriptedEngine { FailsAtFirst = camera => camera.ToString() == "r0" ? 2 : 0 };
        await using var service = await StartAsync(engine, new RetryPolicy { Retries = 2, Delay = TimeSpan.FromMilliseconds(300) });
        await observatory.TakeAsync(101);

        var ended = await service.UntilStoredAsync((await service.UntilEndedAsync(101)).Process!.ProcessId);

        ended.State.ShouldBe(RunState.Succeeded);
        var tried = ended.Cameras.Single(camera => camera.Camera.ToString() == "r0");
        tried.Attempt.ShouldBe(3);
        tried.Failures.ShouldBe(2);
        service.PipelineLog.Count(line => line.Contains("r0 failed and is tried again in")).ShouldBe(2);
        var changes = (await service.Transitions.ListAsync(ended.Id, default)).Value;
        changes
            .Where(change => change.Camera?.ToString() == "r0")
            .Select(change => (change.Attempt, change.State))
            .ShouldBe([
                (1, RunState.Running),
                (2, RunState.Queued),
                (2, RunState.Running),
                (3, RunState.Queued),
                (3, RunState.Running),
                (3, RunState.Succeeded),
            ]);
        changes
            .First(change => change.Camera is not null && change.State == RunState.Queued)
            .Reason.ShouldContain("No space left on device");
        changes
            .Where(change => change.Camera is null)
            .Select(change => change.State)
            .ShouldBe([RunState.Queued, RunState.Running, RunState.Succeeded]);
    }

    [Fact]
    public async Task After_the_last_attempt_the_camera_has_failed_with_the_reason_and_the_others_count()
    {
        var engine = new ScriptedEngine { FailsAtFirst = camera => camera.ToString() == "r0" ? 99 : 0 };
        await using var service = await StartAsync(engine, new RetryPolicy { Retries = 1, Delay = TimeSpan.Zero });
        await observatory.TakeAsync(101);

        var ended = await service.UntilStoredAsync((await service.UntilEndedAsync(101)).Process!.ProcessId);

        ended.State.ShouldBe(RunState.PartlyFailed);
        ended.Cameras.Single(camera => camera.State == RunState.Failed).Reason.ShouldContain("No space left on device");
        engine.Runs.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_cannot_pass_is_not_tried_again()
    {
        var engine = new ScriptedEngine { FailsWith = camera => camera.ToString() == "b0" ? "No CCDSEC3 keyword" : null };
        await using var service = await StartAsync(engine, new RetryPolicy { Retries = 5, Delay = TimeSpan.Zero });
        await observatory.TakeAsync(101);

        var ended = await service.UntilStoredAsync((await service.UntilEndedAsync(101)).Process!.ProcessId);

        ended.Cameras.Single(camera => camera.State == RunState.Failed).Attempt.ShouldBe(1);
        engine.Runs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_camera_that_takes_too_long_is_ended_as_failed_even_when_it_does_not_hear()
    {
        var engine = new ScriptedEngine { Holds = true, IsDeaf = true };
        await using var service = await StartAsync(engine, new RetryPolicy(), TimeSpan.FromSeconds(1));
        await observatory.TakeAsync(101);
        var first = (await service.UntilEndedAsync(101)).Process!;

        first.State.ShouldBe(RunState.Failed);
        first
            .Cameras.Where(camera => camera.Presence == CameraPresence.Present)
            .ShouldAllBe(camera => camera.Reason!.Contains("longer than the time limit of 1 s") && camera.Reason.Contains("given up"));

        // Those that were given up come to an end at last: nothing of them is published.
        engine.Release();
        await service.UntilAsync(_ => engine.Running == 0);
        await observatory.TakeAsync(102);
        (await service.UntilEndedAsync(102)).Process!.State.ShouldBe(RunState.Succeeded);
        Directory
            .EnumerateFiles(Path.Combine(observatory.OutputRoot, "runs", "00000001"), "ql-mergedQA-*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/attempts/", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_and_back_is_said_and_changes_no_state()
    {
        var clock = new SettableClock();
        var engine = new ScriptedEngine { Holds = true, FailsAtFirst = camera => camera.ToString() == "z0" ? 1 : 0 };
        await using var service = await RunningService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            observatory.RawRoot,
            observatory.OutputRoot,
            engine,
            services: services => services.AddSingleton<TimeProvider>(clock)
        );
        await observatory.TakeAsync(101);
        await service.UntilAsync(_ => engine.Running == 2);

        clock.Set(TimeSpan.FromDays(2));
        await service.UntilAsync(_ => service.PipelineLog.Any(line => line.Contains("was set forward by 172800 s")));
        clock.Set(TimeSpan.FromDays(-5));
        await service.UntilAsync(_ => service.PipelineLog.Any(line => line.Contains("was set back by 604800 s")));
        engine.Release();

        var ended = await service.UntilStoredAsync((await service.UntilEndedAsync(101, seconds: 40)).Process!.ProcessId);
        ended.State.ShouldBe(RunState.Succeeded);
        ended.EndedAt!.Value.ShouldBeGreaterThanOrEqualTo(ended.StartedAt!.Value);
        ended.Cameras.ShouldAllBe(camera => camera.EndedAt >= camera.StartedAt);
        await observatory.TakeAsync(102);
        (await service.UntilEndedAsync(102)).Recent.Single(each => each.Exposure.Number == 102).State.ShouldBe(RunState.Succeeded);
    }

    private async Task<RunningService> StartAsync(ScriptedEngine engine, RetryPolicy retry, TimeSpan? limit = null)
    {
        var service = await RunningService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            observatory,
            engine,
            options => options.StopPatience = TimeSpan.FromSeconds(1)
        );
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        var configuration = new ServiceConfiguration
        {
            Retry = retry,
            TimeLimit = new TimeLimit { Fixed = limit },
        };
        (await service.Configuration.SaveAsync(Admin, configuration, basedOn: null, default)).Failure.ShouldBeNull();
        return service;
    }
}
