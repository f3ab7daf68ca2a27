using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Orchestration;

[Collection(PostgresTests.Name)]
public sealed class ArrivalTests(PostgresFixture postgres) : IDisposable
{
    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task An_exposure_that_is_renamed_into_place_is_processed_and_stored()
    {
        var engine = new ScriptedEngine { FirstVerdict = Quality.Warning };
        await using var service = await StartAsync(engine);

        await observatory.TakeAsync(104, golden: 104);
        var shown = (await service.UntilEndedAsync(104)).Process!;

        shown.State.ShouldBe(RunState.Succeeded, service.Describe());
        shown.Quality.ShouldBe(Quality.Warning);
        shown.Exposure.Flavor.ShouldBe("science");
        shown.Exposure.Program.ShouldBe(ObservingProgram.Dark);
        shown.Exposure.Airmass!.Value.ShouldBe(1.32, 1e-6, "README of the golden sets");
        shown.Cameras.Count(camera => camera.Presence == CameraPresence.Present).ShouldBe(3);
        shown.Cameras.Count(camera => camera.Presence == CameraPresence.AbsentByDesign).ShouldBe(27);
        var stored = await service.UntilStoredAsync(shown.ProcessId);
        stored.State.ShouldBe(RunState.Succeeded);
        stored.Cameras.ShouldAllBe(camera => camera.State == RunState.Succeeded && camera.Stages.Length > 0 && camera.Tests.Length > 0);
        stored.Cameras[0].LogPath.ShouldEndWith($"exposures/20201107/00000104/run-{stored.Cameras[0].Camera}.log");
        File.Exists(Path.Combine(observatory.OutputRoot, stored.Cameras[0].LogPath)).ShouldBeTrue();
    }

    [Fact]
    public async Task Stages_and_tests_fill_while_a_camera_runs()
    {
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(engine);

        await observatory.TakeAsync(101);
        var held = await service.UntilAsync(snapshot =>
            snapshot.Process?.Cameras[0].Stages is [{ State: StageState.Running, UnitsDone: > 0 }, ..]
        );

        held.Pipeline.ShouldBe(PipelineActivity.Running);
        var stage = held.Process!.Cameras[0].Stages[0];
        stage.UnitsDone.ShouldBeLessThan(stage.UnitsKnown);
        engine.Release();
        var ended = (await service.UntilEndedAsync(101)).Process!;
        ended.Cameras[0].Stages[0].State.ShouldBe(StageState.Done);
        ended.Cameras[0].Stages[0].UnitsDone.ShouldBe(ended.Cameras[0].Stages[0].UnitsKnown);
        var bias = ended.Cameras[0].Stages[0].Tests.Single(test => test.StatusKey == "BIAS_AMP_STATUS");
        bias.Quality.ShouldBe(Quality.Normal);
        bias.Value.ShouldBe("185.07, 177.75, 128.16, 167.07 ADU");
    }

    [Fact]
    public async Task Stages_whose_steps_are_not_in_the_recipe_are_not_planned()
    {
        using var mappings = new MappingFiles();
        mappings.Write("science.json", await ScienceUpToPreprocAsync());
        await using var service = await RunningService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            observatory,
            new ScriptedEngine(),
            mappingFolder: mappings.Folder
        );

        await observatory.TakeAsync(104, golden: 104);
        var shown = (await service.UntilEndedAsync(104)).Process!;

        shown.Stages.Length.ShouldBeGreaterThan(1);
        shown.Cameras[0].Stages[0].State.ShouldBe(StageState.Done);
        shown.Cameras[0].Stages.Skip(1).ShouldAllBe(stage => stage.State == StageState.NotPlanned);
    }

    [Fact]
    public async Task A_truncated_file_becomes_a_failed_exposure_with_the_place_and_the_next_one_is_processed()
    {
        await using var service = await StartAsync(new ScriptedEngine());

        await observatory.TakeAsync(101, change: bytes => bytes[..(bytes.Length / 2)]);
        await service.UntilEndedAsync(101);
        await observatory.TakeAsync(105);
        var after = await service.UntilEndedAsync(105);

        var broken = after.Recent.Single(process => process.Exposure.Number == 101);
        broken.State.ShouldBe(RunState.Failed);
        broken.Reason!.ShouldContain("HDU");
        service.DiscoveryLog.ShouldContain(line => line.Contains("00000101") && line.Contains("broken"));
        after.Recent.Single(process => process.Exposure.Number == 105).State.ShouldBe(RunState.Succeeded);
    }

    [Fact]
    public async Task A_broken_file_that_is_replaced_by_a_complete_one_is_processed()
    {
        await using var service = await StartAsync(new ScriptedEngine());
        await observatory.TakeAsync(101, change: bytes => bytes[..(bytes.Length / 2)]);
        await service.UntilEndedAsync(101);

        await observatory.TakeAsync(101);
        var after = await service.UntilAsync(snapshot => snapshot.Recent.Any(process => process.State == RunState.Succeeded));

        after.Recent.Count(process => process.Exposure.Number == 101).ShouldBe(2, "the failed process stays in the history");
    }

    [Fact]
    public async Task A_file_with_a_missing_camera_is_processed_without_it_and_says_so()
    {
        await using var service = await StartAsync(new ScriptedEngine());

        await observatory.TakeAsync(101, change: bytes => bytes[..Observatory.StartOf(101, "Z0")]);
        var shown = (await service.UntilEndedAsync(101)).Process!;

        shown.State.ShouldBe(RunState.Succeeded);
        var missing = shown.Cameras.Single(camera => camera.Camera == CameraId.Parse("z0").Value);
        missing.Presence.ShouldBe(CameraPresence.Missing);
        missing.Reason.ShouldBe("not in the raw file");
        service.PipelineLog.ShouldContain(line => line.Contains("not in the raw file: z0"));
    }

    [Fact]
    public async Task An_unknown_flavor_is_registered_and_skipped_with_a_reason()
    {
        await using var service = await StartAsync(new ScriptedEngine());

        await observatory.TakeAsync(101, change: Observatory.Rewrite("FLAVOR  = 'zero", "FLAVOR  = 'moon"));
        var after = await service.UntilEndedAsync(101);

        var skipped = after.Recent.Single();
        skipped.State.ShouldBe(RunState.Skipped);
        skipped.Flavor.ShouldBe("moon", StringCompareShould.IgnoreCase);
        skipped.Reason!.ShouldContain("not a flavor that QuickLook knows");
        after.Process!.Stages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_header_night_that_differs_from_the_folder_counts_and_is_reported()
    {
        await using var service = await StartAsync(new ScriptedEngine());

        await observatory.TakeAsync(101, night: "20201109");
        var shown = (await service.UntilEndedAsync(101)).Process!;

        shown.Exposure.Night.ShouldBe(GoldenSet.A.Night);
        service.DiscoveryLog.ShouldContain(line => line.Contains("header says night 20201107") && line.Contains("20201109"));
    }

    [Fact]
    public async Task A_copy_of_an_exposure_in_another_night_is_ignored_with_a_warning()
    {
        await using var service = await StartAsync(new ScriptedEngine());
        await observatory.TakeAsync(101);
        await service.UntilEndedAsync(101);

        await observatory.TakeAsync(101, night: "20201109");
        await service.UntilAsync(_ => service.DiscoveryLog.Any(line => line.Contains("lies twice on disk")));

        service.Now.Recent.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_half_written_file_that_grows_is_taken_once_when_it_is_complete()
    {
        var engine = new ScriptedEngine();
        // On a busy machine more than a second can pass before the first look.
        await using var service = await StartAsync(engine, options => options.BrokenTime = TimeSpan.FromSeconds(15));
        var bytes = await File.ReadAllBytesAsync(GoldenSet.A.RawFile(101));
        Directory.CreateDirectory(Path.GetDirectoryName(observatory.RawFile(101))!);

        await using (var writing = observatory.OpenAsWriter(101))
        {
            // In the middle of an HDU: neither complete nor, while it grows, broken.
            foreach (var part in bytes.Chunk(bytes.Length / 3))
            {
                await writing.WriteAsync(part);
                await writing.FlushAsync();
                await service.UntilAsync(_ => service.DiscoveryLog.Any(line => line.Contains("not complete yet")));
            }
        }

        var after = await service.UntilEndedAsync(101);
        after.Recent.Single().State.ShouldBe(RunState.Succeeded);
        engine.Runs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cameras_that_come_later_join_the_same_process()
    {
        var engine = new ScriptedEngine();
        await using var service = await StartAsync(engine, options => options.ArrivingTime = TimeSpan.FromSeconds(10));
        var bytes = await File.ReadAllBytesAsync(GoldenSet.A.RawFile(101));
        var second = Observatory.StartOf(101, "R0");
        Directory.CreateDirectory(Path.GetDirectoryName(observatory.RawFile(101))!);

        await using (var writing = observatory.OpenAsWriter(101))
        {
            await writing.WriteAsync(bytes.AsMemory(0, second));
            await writing.FlushAsync();
            var early = await service.UntilAsync(snapshot => snapshot.Process?.Cameras[0].State == RunState.Succeeded);
            early.Process!.State.ShouldBe(RunState.Running, "cameras may still come");
            early.Process.Cameras.Single(camera => camera.Camera == CameraId.Parse("z0").Value).Reason.ShouldBe("not in the raw file yet");
            await writing.WriteAsync(bytes.AsMemory(second));
        }

        var after = await service.UntilEndedAsync(101);
        after.Recent.Length.ShouldBe(1);
        after.Recent[0].State.ShouldBe(RunState.Succeeded, service.Describe());
        engine.Runs.Select(run => run.Camera).Order().ShouldBe(Observatory.Cameras);
    }

    [Fact]
    public async Task Cameras_that_never_come_are_missing_when_the_time_is_over()
    {
        await using var service = await StartAsync(new ScriptedEngine());
        var bytes = await File.ReadAllBytesAsync(GoldenSet.A.RawFile(101));
        Directory.CreateDirectory(Path.GetDirectoryName(observatory.RawFile(101))!);

        await File.WriteAllBytesAsync(observatory.RawFile(101), bytes[..Observatory.StartOf(101, "Z0")]);
        var shown = (await service.UntilEndedAsync(101)).Process!;

        shown.State.ShouldBe(RunState.Succeeded);
        shown.Cameras.Single(camera => camera.Camera == CameraId.Parse("z0").Value).Reason.ShouldBe("not in the raw file");
    }

    private static async Task<string> ScienceUpToPreprocAsync()
    {
        var science = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(MappingFiles.LimitsOf(GoldenSet.A), "science.json")))!;
        var recipe = science["recipe"]!.AsArray();
        while (recipe[^1]!["step"]!.ToString() != "Preproc")
        {
            recipe.RemoveAt(recipe.Count - 1);
        }

        return science.ToJsonString();
    }

    private async Task<RunningService> StartAsync(
        IPipelineEngine engine,
        Action<QuickLook.Core.Orchestration.OrchestrationOptions>? configure = null
    ) => await RunningService.StartAsync(await postgres.CreateDatabaseAsync(), observatory, engine, configure);
}
