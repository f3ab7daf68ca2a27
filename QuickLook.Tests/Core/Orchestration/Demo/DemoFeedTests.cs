using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Demo;
using QuickLook.Core.Simulation;
using QuickLook.Core.Storage;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration.Demo;

[Collection(PostgresTests.Name)]
public sealed class DemoFeedTests(PostgresFixture postgres) : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("quicklook-feed-").FullName;

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public async Task A_night_is_played_whose_processes_come_after_the_generated_past()
    {
        using var folder = (await DemoFolder.ClaimAsync(Path.Combine(parent, "demo"), default)).Value;
        await using var service = await StartAsync(folder, pastNights: 1);

        var snapshot = await service.UntilAsync(now => now.Recent.Count(process => process.Duration is not null) >= 4, 60);

        var numbers = snapshot.Recent.Select(process => process.Exposure.Number).ToList();
        numbers.ShouldBe(numbers.Order());
        snapshot.Recent.Take(4).Select(process => process.Flavor).ShouldBe(["zero", "zero", "arc", "arc"]);
        var database = service.Services.GetRequiredService<QuickLookDatabase>();
        await UntilPastIsWrittenAsync(database);
        await using var command = database.Source.CreateCommand(
            "select max(p.id) filter (where e.origin = 'simulated') < min(p.id) filter (where e.origin = 'local') from process p join exposure e on e.id = p.exposure_id"
        );
        (await command.ExecuteScalarAsync()).ShouldBe(true);
    }

    [Fact]
    public async Task While_the_pipeline_stands_still_no_more_exposures_come_than_may_wait()
    {
        using var folder = (await DemoFolder.ClaimAsync(Path.Combine(parent, "demo"), default)).Value;
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await StartAsync(folder, pastNights: 0, engine);

        await service.UntilAsync(now => now.Waiting >= 2, 60);
        await Task.Delay(1500);

        // One is being processed, two wait; another may have been on its way when the second came.
        Directory.EnumerateFiles(folder.RawRoot, "desi-*.fits.fz", SearchOption.AllDirectories).Count().ShouldBeInRange(3, 4);
        engine.Release();
    }

    [Fact]
    public void Calibrations_are_written_once_and_again_for_another_instrument()
    {
        var root = Path.Combine(parent, "calibration");
        CameraId[] cameras = [CameraId.Parse("r0").Value];
        var tiny = new SimulatedInstrument { Size = InstrumentSize.Tiny };

        KeptCalibration.Ensure(root, tiny, cameras, 1, default).Value.ShouldBeTrue();
        KeptCalibration.Ensure(root, tiny, cameras, 1, default).Value.ShouldBeFalse();
        KeptCalibration.Ensure(root, tiny with { HasAmplifierLetters = false }, cameras, 1, default).Value.ShouldBeTrue();
    }

    private static async Task UntilPastIsWrittenAsync(QuickLookDatabase database)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            await using var command = database.Source.CreateCommand("select count(*) from audit where action = 'history.generate'");
            if (await command.ExecuteScalarAsync(deadline.Token) is 1L)
            {
                return;
            }

            await Task.Delay(50, deadline.Token);
        }
    }

    private async Task<RunningService> StartAsync(DemoFolder folder, int pastNights, ScriptedEngine? engine = null) =>
        await RunningService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            folder.RawRoot,
            DemoFolder.OutputRootOf(folder.Path),
            engine ?? new ScriptedEngine(),
            options => options.CalibrationRoot = Path.Combine(parent, "calibration"),
            services: services =>
                services.AddQuickLookDemo(demo =>
                {
                    demo.Folder = folder.Path;
                    demo.Size = InstrumentSize.Tiny;
                    demo.Cameras = Observatory.Cameras;
                    demo.Delay = TimeSpan.Zero;
                    demo.Interval = TimeSpan.FromMilliseconds(100);
                    demo.PastNights = pastNights;
                    demo.Faults = 0;
                })
        );
}
