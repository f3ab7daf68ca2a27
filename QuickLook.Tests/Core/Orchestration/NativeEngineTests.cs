using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>The service with the engine that ships.</summary>
[Collection(PostgresTests.Name)]
public sealed class NativeEngineTests(PostgresFixture postgres) : IDisposable
{
    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task A_golden_exposure_is_processed_with_every_unit_of_work_and_its_documents_stored()
    {
        await using var service = await StartAsync();

        await observatory.TakeAsync(104, golden: 104);
        var shown = (await service.UntilEndedAsync(104, seconds: 60)).Process!;

        shown.State.ShouldBe(RunState.Succeeded, service.Describe());
        foreach (var camera in shown.Cameras.Where(camera => camera.Presence == CameraPresence.Present))
        {
            camera.Stages[0].State.ShouldBe(StageState.Done);
            camera.Stages[0].UnitsDone.ShouldBe(camera.Stages[0].UnitsKnown);
        }

        var stored = await service.UntilStoredAsync(shown.ProcessId);
        stored.Cameras.ShouldAllBe(run => run.Tests.Length > 3);
        File.Exists(Path.Combine(observatory.OutputRoot, stored.Cameras[0].LogPath)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_missing_calibration_fails_its_camera_with_the_reason_and_the_others_go_on()
    {
        var calibration = Directory.CreateTempSubdirectory("ql-calib-");
        try
        {
            Copy(QuickLook.Tests.Golden.GoldenSet.A.CalibrationRoot, calibration.FullName);
            File.Delete(Path.Combine(calibration.FullName, "spec", "sp0", "r0.yaml"));
            await using var service = await StartAsync(options => options.CalibrationRoot = calibration.FullName);

            await observatory.TakeAsync(104, golden: 104);
            var shown = (await service.UntilEndedAsync(104, seconds: 60)).Process!;

            shown.State.ShouldBe(RunState.PartlyFailed, service.Describe());
            var failed = shown.Cameras.Single(camera => camera.State == RunState.Failed);
            failed.Camera.ShouldBe(CameraId.Parse("r0").Value);
            failed.Reason!.ShouldContain("r0.yaml");
            service.PipelineLog.ShouldContain(line => line.Contains("r0 failed") && line.Contains("r0.yaml"));
            await observatory.TakeAsync(101);
            await service.UntilEndedAsync(101, seconds: 60);
        }
        finally
        {
            calibration.Delete(recursive: true);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task<RunningService> StartAsync(Action<OrchestrationOptions>? configure = null) =>
        await RunningService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            observatory,
            new NativeEngine(TimeProvider.System, EngineProfile.QuickLook),
            configure
        );
}
