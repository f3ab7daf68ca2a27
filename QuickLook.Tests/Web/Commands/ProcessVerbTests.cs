using System.Text.Json;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

[Collection(PostgresTests.Name)]
public sealed class ProcessVerbTests(PostgresFixture postgres) : IDisposable
{
    private readonly Observatory observatory = new();
    private readonly Observatory elsewhere = new();

    public void Dispose()
    {
        observatory.Dispose();
        elsewhere.Dispose();
    }

    [Theory]
    [InlineData("give a FOLDER, or --night and/or --exposures")]
    [InlineData("give a FOLDER, or --night and/or --exposures", "/tmp", "--night", "20201107")]
    [InlineData("--night: a night is a date", "--night", "yesterday")]
    [InlineData("--exposures:", "--exposures", "12,x")]
    public async Task A_wrong_option_is_a_usage_error(string says, params string[] options)
    {
        var run = await CommandLineRun.OfAsync(["process", .. options]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Known_exposures_are_processed_again_by_the_service_that_works_on_the_database()
    {
        var database = await postgres.CreateDatabaseAsync();
        var engine = new ScriptedEngine();
        await using var service = await RunningService.StartAsync(database, observatory, engine);
        await observatory.TakeAsync(101);
        await service.UntilStoredAsync((await service.UntilEndedAsync(101)).Process!.ProcessId);

        var run = await ProcessAsync(database, "--exposures", "101,777", "--cameras", "b0", "--json");

        run.ExitCode.ShouldBe(ExitCode.Failed, "one of them is not known");
        using var report = JsonDocument.Parse(run.Out);
        var process = report.RootElement.GetProperty("queued").EnumerateArray().Single().GetInt64();
        report
            .RootElement.GetProperty("refused")
            .EnumerateArray()
            .Single()
            .GetProperty("reason")
            .GetString()!
            .ShouldContain("does not know it");
        var ended = await service.UntilStoredAsync(process);
        ended.State.ShouldBe(RunState.Succeeded);
        ended.RequestedBy.ShouldBe(Environment.UserName);
        ended.ExpectedCameras.Length.ShouldBe(3, "what the service was started with");
        engine.Runs.Count.ShouldBe(4);
        (await service.Audit.ListAsync(new AuditFilter { Action = "exposure.reprocess" }, 0, 5, default))
            .Value.ShouldHaveSingleItem()
            .Source.ShouldBe("command line");
    }

    [Fact]
    public async Task A_folder_elsewhere_is_registered_and_processed_and_a_second_time_processed_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        await elsewhere.TakeAsync(105, golden: 101);
        await elsewhere.TakeAsync(106, golden: 102, night: "20201108");
        await elsewhere.TakeAsync(107, change: bytes => bytes[..(bytes.Length / 2)]);

        var before = await ProcessAsync(database, elsewhere.RawRoot);
        before.ExitCode.ShouldBe(ExitCode.Failed);
        before.Out.ShouldContain("Queued: 2 process(es)");
        before.Out.ShouldContain("Not queued: 00000107");

        var engine = new ScriptedEngine();
        await using var service = await RunningService.StartAsync(database, observatory, engine);
        await service.UntilEndedAsync(105);
        await service.UntilEndedAsync(106);
        await service.UntilAsync(now => now is { Waiting: 0, Pipeline: PipelineActivity.Idle });
        await service.UntilStoredAsync(1);

        var again = await ProcessAsync(database, Path.Combine(elsewhere.RawRoot, "20201107"), "--live");
        again.Out.ShouldContain("Queued: 1 process(es)");
        await service.UntilAsync(_ => engine.Runs.Count == 9);
        await service.UntilAsync(now => now is { Waiting: 0, Pipeline: PipelineActivity.Idle });
    }

    private static Task<CommandLineRun> ProcessAsync(string database, params string[] options) =>
        CommandLineRun.OfAsync(["process", "--database", database, "--mappings", MappingFiles.LimitsOf(GoldenSet.A), .. options]);
}
