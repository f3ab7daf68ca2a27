using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Exposures;
using QuickLook.Core.Results;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Pipeline;
using QuickLook.Tests.Golden;
using static QuickLook.Tests.Core.Simulation.SimulationFolder;

namespace QuickLook.Tests.Core.Simulation;

/// <summary>Simulated exposures through the pipeline. The numbers are those that were put in; tolerances say what the pipeline's own methods lose.</summary>
public sealed class SimulatedReductionTests : IDisposable
{
    private readonly SimulationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Flavor.Zero, "dark")]
    [InlineData(Flavor.Dark, "dark")]
    [InlineData(Flavor.Arc, "dark")]
    [InlineData(Flavor.Flat, "dark")]
    [InlineData(Flavor.Science, "dark")]
    [InlineData(Flavor.Science, "gray")]
    [InlineData(Flavor.Science, "bright")]
    public async Task Every_test_of_every_flavor_and_program_has_a_verdict(Flavor flavor, string program)
    {
        var report = await ReduceAsync(flavor, new ObservingProgram(program), B0, R0, Z0);

        report.IsComplete.ShouldBeTrue();
        report.Cameras.Length.ShouldBe(3);
        foreach (var camera in report.Cameras)
        {
            camera.Tests.ShouldNotBeEmpty();
            foreach (var test in camera.Tests)
            {
                // The sky's brightness in r is a matter of the r cameras alone.
                var isSilent = test.StatusKey == "SKYRBAND_STATUS" && camera.Camera.Arm != Arm.R;
                (test.Quality is Quality.Normal or Quality.Warning or Quality.Alarm || isSilent).ShouldBeTrue(
                    $"{camera.Camera} {test.StatusKey} {test.Quality} {test.Explanation}"
                );
            }
        }
    }

    [Fact]
    public async Task The_pipeline_finds_what_was_put_into_a_science_exposure()
    {
        var report = await ReduceAsync(Flavor.Science, ObservingProgram.Dark, R0);

        var metrics = Metrics(report);
        Number(metrics["NGOODFIB"]).ShouldBe(QuickLook.Core.Simulation.InstrumentSize.Tiny.FiberCount);
        Numbers(metrics["NOISE_AMP"]).ShouldAllBe(noise => Math.Abs(noise - 2.6) < 0.25);

        // Widths of the red camera: 1.07 to 1.1 across, 1.12 to 1.15 along, with 1 % wings and the pixel's own width.
        Numbers(metrics["XWSIGMA"])[0].ShouldBe(1.12, 0.04);
        Numbers(metrics["XWSIGMA"])[1].ShouldBe(1.17, 0.05);
        Numbers(metrics["XYSHIFTS"]).ShouldAllBe(shift => Math.Abs(shift) < 0.05);

        // Electrons per Angstrom of the full size over the factor of this one; see docs/simulation.md.
        Number(metrics["SKYCONT"]).ShouldBe(195.0 / 8, 1.5);
        Number(metrics["PEAKCOUNT"]).ShouldBe(75.0 / 8, 0.5);
        Number(metrics["SKYRESID"]).ShouldBeLessThan(0.1);
    }

    [Fact]
    public async Task Standard_stars_keep_their_magnitudes_in_all_arms()
    {
        var report = await ReduceAsync(Flavor.Science, ObservingProgram.Dark, B0, R0, Z0);

        foreach (var camera in report.Cameras)
        {
            // What the pipeline gave when the simulator was tuned (it carries the zero point and the second division by the exposure time of the
            // original, pipeline.md 7.2, 10): holds simulator and pipeline together, and proves neither.
            var stars = Numbers(MetricsOf(camera)["DELTAMAG_TGT"])[3];
            stars.ShouldBe(
                camera.Camera.Arm switch
                {
                    Arm.B => 0.25,
                    Arm.R => 0.30,
                    _ => 1.17,
                },
                0.05
            );
        }
    }

    [Fact]
    public async Task A_shift_is_found_where_it_was_put()
    {
        folder.WriteCalibration(R0);
        var order = Order(Flavor.Flat, 1, R0);
        folder.Write(order with { Conditions = order.Conditions with { ShiftX = 0.3 } });

        var shifts = Numbers(Metrics(await ReduceAsync())["XYSHIFTS"]);

        // The seven-pixel window sees about nine tenths of it (pipeline.md 3.3.1).
        shifts[0].ShouldBe(0.27, 0.04);
    }

    [Fact]
    public async Task All_lines_of_an_arc_are_found_in_all_fibers()
    {
        var report = await ReduceAsync(Flavor.Arc, ObservingProgram.Dark, B0, R0, Z0);

        foreach (var camera in report.Cameras)
        {
            Number(MetricsOf(camera)["CHECKARC"]).ShouldBe(100);
        }
    }

    [Fact]
    public async Task A_flat_is_flat()
    {
        var report = await ReduceAsync(Flavor.Flat, ObservingProgram.Dark, B0, R0, Z0);

        foreach (var camera in report.Cameras)
        {
            Number(MetricsOf(camera)["CHECKFLAT"]).ShouldBe(1, 0.005);
        }
    }

    private Task<ExposureReport> ReduceAsync(Flavor flavor, ObservingProgram program, params CameraId[] cameras)
    {
        folder.WriteCalibration(cameras);
        folder.Write(Order(flavor, 1, cameras) with { Program = flavor == Flavor.Science ? program : new ObservingProgram(flavor.Name()) });
        return ReduceAsync();
    }

    private async Task<ExposureReport> ReduceAsync()
    {
        var order = new ReductionOrder
        {
            RawRoot = folder.Raw,
            CalibrationRoot = folder.Calibration,
            OutputRoot = folder.Output,
            Night = TheNight,
            Exposure = new ExposureId(7),
            Workers = 1,
            Mappings = await MappingFiles.LoadAsync(MappingFiles.Product),
        };
        var reduction = new ExposureReduction(new NativeEngine(TimeProvider.System, EngineProfile.QuickLook), TimeProvider.System);
        return GoldenCamera.Succeed(await reduction.RunAsync(order, new GoldenRun.Recorder(), CancellationToken.None));
    }

    private static Dictionary<string, JsonNode?> Metrics(ExposureReport report) => MetricsOf(report.Cameras.ShouldHaveSingleItem());

    private static Dictionary<string, JsonNode?> MetricsOf(CameraReport camera)
    {
        var all = new Dictionary<string, JsonNode?>();
        foreach (var (_, task) in JsonNode.Parse(camera.Outcome.MergedQa!.Value.Span)!["TASKS"]!.AsObject())
        {
            foreach (var (key, value) in task!["METRICS"]!.AsObject())
            {
                all[key] = value;
            }
        }

        return all;
    }

    private static double Number(JsonNode? node) => node.ShouldNotBeNull().GetValue<double>();

    private static double[] Numbers(JsonNode? node) => GoldenCamera.Numbers(node);
}
