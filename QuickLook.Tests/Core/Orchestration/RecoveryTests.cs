using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Private;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration;

[Collection(PostgresTests.Name)]
public sealed class RecoveryTests(PostgresFixture postgres) : IDisposable
{
    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task A_shutdown_in_the_middle_gives_the_process_back_and_the_next_service_ends_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        var held = new ScriptedEngine { Holds = true };
        long processId;
        await using (var service = await RunningService.StartAsync(database, observatory, held))
        {
            await observatory.TakeAsync(101);
            processId = (await service.UntilAsync(_ => held.Running == 2)).Process!.ProcessId;
        }

        var engine = new ScriptedEngine();
        await using var again = await RunningService.StartAsync(database, observatory, engine);
        var after = await again.UntilEndedAsync(101);

        after.Process!.ProcessId.ShouldBe(processId, "the same process goes on");
        after.Process.State.ShouldBe(RunState.Succeeded);
        engine.Runs.Count.ShouldBe(3);
        (await again.UntilStoredAsync(processId)).Cameras.Select(run => run.Attempt).Order().Last().ShouldBe(2);
    }

    [Fact]
    public async Task A_start_that_is_broken_off_before_anything_runs_ends()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var service = await RunningService.BuildAsync(
            database,
            observatory.RawRoot,
            observatory.OutputRoot,
            new ScriptedEngine()
        );
        var parts = service.Services.GetServices<IHostedService>().ToList();

        // As the host does when it is asked to end in the middle of its start.
        foreach (var part in parts)
        {
            await part.StartAsync(new CancellationToken(canceled: true));
        }

        foreach (var part in Enumerable.Reverse(parts))
        {
            await part.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task A_crash_in_the_middle_leaves_what_ran_to_be_processed_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var service = await RunningService.StartAsync(database, observatory, new ScriptedEngine()))
        {
            await observatory.TakeAsync(101);
            await service.UntilStoredAsync((await service.UntilEndedAsync(101)).Process!.ProcessId);
        }

        // What a killed service leaves in the tables.
        await RunAsync(database, "update process set state = 'running', ended_at = null");
        await RunAsync(database, "update camera_run set state = 'running', ended_at = null where camera = 'b0'");
        var engine = new ScriptedEngine();
        await using var again = await RunningService.StartAsync(database, observatory, engine);
        var after = await again.UntilEndedAsync(101);

        after.Process!.State.ShouldBe(RunState.Succeeded);
        engine.Runs.Single().Camera.ToString().ShouldBe("b0", "cameras that had ended keep their results");
        again.PipelineLog.ShouldContain(line => line.Contains("they are processed again"));
    }

    [Fact]
    public async Task Exposures_that_were_processed_are_not_processed_again_after_a_restart()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var service = await RunningService.StartAsync(database, observatory, new ScriptedEngine()))
        {
            await observatory.TakeAsync(101);
            await service.UntilStoredAsync((await service.UntilEndedAsync(101)).Process!.ProcessId);
        }

        var engine = new ScriptedEngine();
        await using var again = await RunningService.StartAsync(database, observatory, engine);
        await again.UntilAsync(snapshot => snapshot.Process?.Exposure.Id.Number == 101, seconds: 10);
        await observatory.TakeAsync(105);
        await again.UntilEndedAsync(105);

        engine.Runs.ShouldAllBe(run => run.Exposure.Number == 105);
        again.PipelineLog.ShouldContain(line => line.Contains("00000101"), "the log survives the restart");
    }

    [Fact]
    public async Task Exposures_that_came_while_nobody_looked_are_found_at_the_start()
    {
        await observatory.TakeAsync(101);
        await observatory.TakeAsync(102, night: "20201106", golden: 102);

        await using var service = await RunningService.StartAsync(await postgres.CreateDatabaseAsync(), observatory, new ScriptedEngine());

        await service.UntilEndedAsync(101);
        await service.UntilEndedAsync(102);
    }

    [Fact]
    public async Task A_second_service_on_the_same_database_stands_by_and_takes_over()
    {
        var database = await postgres.CreateDatabaseAsync();
        var first = await RunningService.StartAsync(database, observatory, new ScriptedEngine());
        await first.UntilAsync(snapshot => snapshot.Pipeline == PipelineActivity.Idle);

        await using var second = await RunningService.StartAsync(database, observatory, new ScriptedEngine());
        await second.UntilAsync(snapshot => snapshot.Notices.Any(notice => notice.Key == "standby"));
        await observatory.TakeAsync(101);
        await first.UntilStoredAsync((await first.UntilEndedAsync(101)).Process!.ProcessId);
        second.Now.Recent.ShouldBeEmpty();
        await first.DisposeAsync();

        await second.UntilAsync(snapshot => snapshot.Notices.IsEmpty && snapshot.Recent.Length == 1);
        await observatory.TakeAsync(105);
        await second.UntilEndedAsync(105);
    }

    [Fact]
    public async Task A_database_that_goes_away_for_a_minute_holds_up_nothing_that_runs_and_everything_is_stored_once()
    {
        var folder = Directory.CreateTempSubdirectory("ql-outage-");
        try
        {
            await using var server = (
                await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataFolder = folder.FullName, WaitForDisk = false }, default)
            ).Value;
            await server.CreateDatabaseAsync("quicklook", template: null, default);
            var engine = new ScriptedEngine { Holds = true };
            await using var service = await RunningService.StartAsync(
                server.ConnectionString("quicklook"),
                observatory,
                engine,
                options => options.Workers = 3
            );
            await observatory.TakeAsync(101);
            await service.UntilAsync(_ => engine.Running == 3);

            (await server.StopAsync(default)).IsSuccess.ShouldBeTrue();
            var gone = TimeProvider.System.GetUtcNow();
            engine.Release();
            var live = await service.UntilAsync(snapshot =>
                snapshot.Process?.State == RunState.Succeeded
                && snapshot.Notices.Any(notice => notice is { Key: "database", IsError: true })
            );
            await observatory.TakeAsync(105);
            await service.UntilAsync(_ => TimeProvider.System.GetUtcNow() - gone > TimeSpan.FromSeconds(60), seconds: 65);
            (await server.ResumeAsync(default)).IsSuccess.ShouldBeTrue();

            var stored = await service.UntilStoredAsync(live.Process!.ProcessId);
            stored.State.ShouldBe(RunState.Succeeded);
            stored.Cameras.ShouldAllBe(run => run.State == RunState.Succeeded && run.Attempt == 1 && run.Tests.Length > 0);
            await service.UntilEndedAsync(105, seconds: 30);
            await service.UntilAsync(snapshot => snapshot.Notices.IsEmpty);
            await service.UntilStoredAsync(service.Now.Process!.ProcessId);
            engine.Runs.Count.ShouldBe(6, "no camera ran twice");
            var lines = (
                await service.Service.ListLogAsync(QuickLook.Core.Storage.Schema.ServiceLog.Pipeline, default, 1000, default)
            ).Value;
            lines.Select(line => line.Text).ShouldBe(service.PipelineLog, "each line once, in order");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_database_that_goes_away_in_the_middle_of_a_burst_loses_no_exposure()
    {
        var folder = Directory.CreateTempSubdirectory("ql-outage-");
        try
        {
            await using var server = (
                await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataFolder = folder.FullName, WaitForDisk = false }, default)
            ).Value;
            await server.CreateDatabaseAsync("quicklook", template: null, default);
            var engine = new ScriptedEngine();
            await using var service = await RunningService.StartAsync(server.ConnectionString("quicklook"), observatory, engine);
            await service.UntilAsync(snapshot => snapshot.Pipeline == PipelineActivity.Idle);

            for (var exposure = 201; exposure < 209; exposure++)
            {
                await observatory.TakeAsync(exposure, golden: 101);
                if (exposure == 203)
                {
                    await service.UntilAsync(_ => engine.Runs.Count > 0);
                    (await server.StopAsync(default)).IsSuccess.ShouldBeTrue();
                }
            }

            await service.UntilAsync(snapshot => snapshot.Notices.Any(notice => notice.Key == "database"));
            (await server.ResumeAsync(default)).IsSuccess.ShouldBeTrue();

            await service.UntilAsync(snapshot => snapshot.Recent.Count(process => process.State == RunState.Succeeded) == 8, seconds: 60);
            engine.Runs.Distinct().Count().ShouldBe(24);
            await service.UntilAsync(snapshot => snapshot.Notices.IsEmpty);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
