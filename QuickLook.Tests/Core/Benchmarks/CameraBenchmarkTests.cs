using QuickLook.Core.Benchmarks;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Benchmarks;

public sealed class CameraBenchmarkTests : IDisposable
{
    private readonly string output = Directory.CreateTempSubdirectory("quicklook-bench-").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public async Task A_camera_is_told_step_by_step_and_the_steps_make_the_whole()
    {
        var timing = GoldenCamera.Succeed(await MeasureAsync(GoldenExposure.Of(Flavor.Science, "r0")));

        var mappings = await MappingFiles.LoadAsync(MappingFiles.Product);
        var recipe = mappings.Flavors[Flavor.Science].Recipe;
        timing
            .Steps.Select(step => step.Name)
            .ShouldBe(["opening", .. recipe.SelectMany(step => step.Tests.Prepend(step.Name)), "closing"]);
        timing.Steps.Where(step => step.IsTest).Select(step => step.Name).ShouldBe(recipe.SelectMany(step => step.Tests));
        // One run was measured, so that nothing but what lies between two readings of the clock is left over.
        timing.Steps.Sum(step => step.Cost.CpuSeconds).ShouldBe(timing.CpuSeconds.Median, timing.CpuSeconds.Median * 0.2);
        timing.Steps.Sum(step => step.Cost.WallSeconds).ShouldBe(timing.WallSeconds.Median, timing.WallSeconds.Median * 0.2);
    }

    [Fact]
    public async Task A_camera_has_cost_memory_and_what_decoding_alone_costs()
    {
        var timing = GoldenCamera.Succeed(await MeasureAsync(GoldenExposure.Of(Flavor.Zero, "b0")));

        using var raw = RawExposure.Open(GoldenSet.A.RawFile(101)).Value;
        using var camera = raw.ReadCamera(CameraId.Parse("b0").Value).Value;
        timing.Pixels.ShouldBe(camera.Pixels.Length);
        timing.WarmUpRuns.ShouldBeGreaterThanOrEqualTo(4);
        timing.DecodeCpuSeconds.Least.ShouldBeGreaterThan(0);
        timing.Ratio.ShouldBeGreaterThan(1);
        timing.PeakRssMiB.ShouldBeInRange(20, 100_000);
    }

    [Fact]
    public async Task A_camera_that_cannot_be_run_has_a_reason_and_no_figure()
    {
        var exposure = GoldenExposure.Of(Flavor.Zero, "b9");

        (await MeasureAsync(exposure)).Failure.ShouldNotBeNull().ToString().ShouldContain("b9");
    }

    private async Task<QuickLook.Core.Results.Result<CameraTiming>> MeasureAsync(BenchmarkExposure exposure)
    {
        var benchmark = new CameraBenchmark(
            new NativeEngine(TimeProvider.System, EngineProfile.QuickLook),
            await MappingFiles.LoadAsync(MappingFiles.Product),
            TimeProvider.System,
            output
        );
        return await benchmark.MeasureAsync(exposure, exposure.Cameras[0], leastWarmUpRuns: 1, repeats: 1, CancellationToken.None);
    }
}
