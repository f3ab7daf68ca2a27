using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Npgsql;
using QuickLook.Core.Access;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;
using QuickLook.Core.Storage.Writing;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>Two services on one database and the same directories.</summary>
[Collection(PostgresTests.Name)]
public sealed class StandbyTests(PostgresFixture postgres) : IDisposable
{
    private static readonly Actor Operator = new("Vera", Permission.Look | Permission.Operate);

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task The_one_that_stands_by_refuses_commands_and_takes_over_within_seconds_when_the_first_loses_its_place()
    {
        var database = await postgres.CreateDatabaseAsync();
        var held = new ScriptedEngine { Holds = true, IsDeaf = true };
        var first = await RunningService.StartAsync(database, observatory, held);
        await observatory.TakeAsync(101);
        await first.UntilAsync(_ => held.Running == 2);
        var engine = new ScriptedEngine();
        await using var second = await RunningService.StartAsync(database, observatory, engine);
        await second.UntilAsync(now => now.Notices.Any(notice => notice.Key == "standby"));
        (await second.Control.StopAsync(Operator, default)).Failure!.Reason.ShouldContain("stands by");
        (await second.Queue.PauseAsync(Operator, QueuePause.Everything, default)).Failure!.Reason.ShouldContain("stands by");

        // As when the first one's machine vanishes: its connections end, and it does not come back in time.
        var clock = Stopwatch.StartNew();
        await LoseLockAsync(database, first);
        await second.UntilAsync(now => now.Notices.All(notice => notice.Key != "standby"), seconds: 15);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        var ended = await second.UntilEndedAsync(101);
        var process = ended.Recent.Single(each => each.Exposure.Number == 101).ProcessId;
        (await second.UntilStoredAsync(process)).State.ShouldBe(RunState.Succeeded);

        // The first one comes to an end of its runs now: nothing of it is stored or published over the results of its successor.
        var documents = Documents();
        held.Release();
        await first.UntilAsync(_ => held.Running == 0);
        await first.DisposeAsync();
        (await second.UntilStoredAsync(process)).Cameras.ShouldAllBe(camera => camera.State == RunState.Succeeded);
        Documents().ShouldBe(documents);
    }

    [Fact]
    public async Task A_service_that_has_lost_its_place_begins_and_publishes_nothing_on_disk_any_more()
    {
        var engine = new ScriptedEngine();
        await using var service = await RunningService.StartAsync(await postgres.CreateDatabaseAsync(), observatory, engine);
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);

        // As its successor does, which this one has not noticed yet.
        await File.WriteAllTextAsync(Path.Combine(observatory.OutputRoot, "runs", ".writer"), "another");
        await observatory.TakeAsync(101);
        var process = (await service.UntilEndedAsync(101)).Recent.Single(each => each.Exposure.Number == 101).ProcessId;

        (await service.UntilStoredAsync(process)).Cameras.ShouldAllBe(camera =>
            camera.State == RunState.Failed && camera.Reason.Contains("another QuickLook has taken over")
        );
        engine.Runs.ShouldBeEmpty();
        Documents().Count(file => !file.Contains("/.writer", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task A_service_that_has_lost_its_place_writes_nothing_any_more()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var service = await RunningService.StartAsync(database, observatory, new ScriptedEngine());
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        var writer = (RunWriter)service.Services.GetService(typeof(RunWriter))!;
        var batch = new RunBatch
        {
            Processes = [],
            CameraRuns = [],
            Documents = [],
            LogLines = [],
            Settings = System.Collections.Immutable.ImmutableDictionary<string, StoredSetting>.Empty.Add(
                "test",
                new StoredSetting("1", TimeProvider.System.GetUtcNow(), "test")
            ),
            Audit = [],
        };
        (await writer.WriteAsync(batch, default)).Failure.ShouldBeNull();

        await RunAsync(database, "update setting set value = 'another service' where key = 'leader'");

        var refused = (await writer.WriteAsync(batch, default)).Failure.ShouldNotBeNull();
        refused.Reason.ShouldContain("another QuickLook works on this database now");
        refused.Kind.ShouldBe(FailureKind.Permanent);
    }

    [Fact]
    public async Task A_service_whose_place_another_had_while_its_connection_was_broken_ends_although_the_place_is_free_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var service = await RunningService.StartAsync(database, observatory, new ScriptedEngine());
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        var lifetime = (IHostApplicationLifetime)service.Services.GetService(typeof(IHostApplicationLifetime))!;

        await RunAsync(database, "update setting set value = 'another service' where key = 'leader'");
        await RunAsync(
            database,
            $"select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and objid = {ServiceLock.Key & uint.MaxValue}"
        );

        await service.UntilAsync(_ => lifetime.ApplicationStopping.IsCancellationRequested, seconds: 15);
    }

    private List<string> Documents() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(observatory.OutputRoot, "runs"), "*", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/attempts/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}"),
        ];

    // Ends the connection that holds the lock and keeps its holder from taking it again until it has noticed.
    private static async Task LoseLockAsync(string database, RunningService holder)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var end = new NpgsqlCommand(
            $"select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and objid = {ServiceLock.Key & uint.MaxValue}",
            connection
        );
        await end.ExecuteNonQueryAsync();
        await using var take = new NpgsqlCommand($"select pg_advisory_lock({ServiceLock.Key})", connection);
        await take.ExecuteNonQueryAsync();
        var stopping = ((IHostApplicationLifetime)holder.Services.GetService(typeof(IHostApplicationLifetime))!).ApplicationStopping;
        var noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stopping.Register(() => noticed.TrySetResult());
        await noticed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
