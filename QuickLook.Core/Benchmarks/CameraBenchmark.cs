using System.Collections.Immutable;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Benchmarks;

/// <summary>Measures cameras one at a time on the native engine of this process, warm.</summary>
public sealed class CameraBenchmark
{
    /// <summary>Runs beyond the least number, when times do not settle.</summary>
    private const int MoreWarmUpRuns = 12;

    /// <summary>Decodings that are measured: they are short, so a few more than runs.</summary>
    private const int FewestDecodings = 9;

    private readonly IPipelineEngine engine;
    private readonly MappingSet mappings;
    private readonly TimeProvider time;
    private readonly string outputRoot;

    /// <summary>A benchmark.</summary>
    /// <param name="engine">What runs the cameras.</param>
    /// <param name="mappings">Recipes and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="outputRoot">Where products go; the caller removes it.</param>
    public CameraBenchmark(IPipelineEngine engine, MappingSet mappings, TimeProvider time, string outputRoot)
    {
        this.engine = engine;
        this.mappings = mappings;
        this.time = time;
        this.outputRoot = outputRoot;
    }

    /// <summary>Measures one camera.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="camera">One of its cameras.</param>
    /// <param name="leastWarmUpRuns">Runs that do not count, at least; more are made until times settle.</param>
    /// <param name="repeats">Runs that count, at least 1.</param>
    /// <param name="cancellationToken">Stops the run under way.</param>
    /// <returns>The figures; or why the camera cannot be run: the time of a run that fails is no figure.</returns>
    public async Task<Result<CameraTiming>> MeasureAsync(
        BenchmarkExposure exposure,
        CameraId camera,
        int leastWarmUpRuns,
        int repeats,
        CancellationToken cancellationToken
    )
    {
        var request = new CameraRunRequest
        {
            Night = exposure.Night,
            Exposure = exposure.Exposure,
            Camera = camera,
            Flavor = exposure.Flavor,
            RawFile = exposure.RawFile,
            FibermapFile = exposure.FibermapFile,
            CalibrationRoot = exposure.CalibrationRoot,
            OutputRoot = outputRoot,
            Mappings = mappings,
        };
        var warmUp = new List<double>();
        while (warmUp.Count < leastWarmUpRuns || (warmUp.Count < leastWarmUpRuns + MoreWarmUpRuns && !WarmUp.HasSettled(warmUp)))
        {
            if (!(await RunAsync(request, cancellationToken)).TryGet(out var run, out var failure))
            {
                return failure;
            }

            warmUp.Add(run.Total.CpuSeconds);
        }

        CostMeter.GiveMemoryBack();
        var isPeakOfCamera = MemoryPeak.TryReset();
        var runs = new List<Run>();
        for (var i = 0; i < repeats; i++)
        {
            if (!(await RunAsync(request, cancellationToken)).TryGet(out var run, out var failure))
            {
                return failure;
            }

            runs.Add(run);
        }

        var peak = MemoryPeak.ReadMiB();
        return MeasureDecoding(exposure.RawFile, camera, Math.Max(repeats, FewestDecodings))
            .Map(decoding => new CameraTiming
            {
                Camera = camera,
                Flavor = exposure.Flavor,
                Pixels = decoding.Pixels,
                WarmUpRuns = warmUp.Count,
                Repeats = repeats,
                CpuSeconds = Spread.Of(runs.Select(run => run.Total.CpuSeconds)),
                WallSeconds = Spread.Of(runs.Select(run => run.Total.WallSeconds)),
                DecodeCpuSeconds = decoding.CpuSeconds,
                PeakRssMiB = peak,
                IsPeakOfCamera = isPeakOfCamera,
                Steps = MediansOf(runs),
            });
    }

    private async Task<Result<Run>> RunAsync(CameraRunRequest request, CancellationToken cancellationToken)
    {
        CostMeter.TidyUp();
        var steps = new StepMeter(time);
        var total = new CostMeter(time);
        var outcome = await engine.RunAsync(request, steps, cancellationToken);
        var cost = total.Lap();
        return outcome.State is RunState.Succeeded or RunState.PartlyFailed
            ? new Run(cost, steps.Finish())
            : new Failure(
                outcome.Reason ?? "the run did not end well",
                $"{request.Camera} {request.Flavor.Name()} {outcome.FailedStep}".TrimEnd()
            );
    }

    /// <summary>Every run has the same steps: those of the recipe.</summary>
    private static ImmutableArray<StepCost> MediansOf(List<Run> runs) =>
        [
            .. runs[0]
                .Steps.Select(
                    (step, index) =>
                        step with
                        {
                            Cost = new Cost(
                                Spread.Of(runs.Select(run => run.Steps[index].Cost.CpuSeconds)).Median,
                                Spread.Of(runs.Select(run => run.Steps[index].Cost.WallSeconds)).Median
                            ),
                        }
                ),
        ];

    private Result<(Spread CpuSeconds, int Pixels)> MeasureDecoding(string rawFile, CameraId camera, int repeats)
    {
        if (!FitsFile.Open(rawFile).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            if (file.Find(camera.ExtensionName) is not { } hdu)
            {
                return new Failure($"there is no camera {camera}", rawFile);
            }

            var warmUp = new List<double>();
            var counted = new List<double>();
            var pixels = 0;
            while (counted.Count < repeats)
            {
                CostMeter.TidyUp();
                var meter = new CostMeter(time);
                if (!hdu.ReadPlane(threads: 1).TryGet(out var plane, out failure))
                {
                    return failure;
                }

                var isWarm = warmUp.Count >= MoreWarmUpRuns || WarmUp.HasSettled(warmUp);
                (isWarm ? counted : warmUp).Add(meter.Lap().CpuSeconds);
                pixels = plane.Length;
                plane.Dispose();
            }

            return (Spread.Of(counted), pixels);
        }
    }

    private readonly record struct Run(Cost Total, IReadOnlyList<StepCost> Steps);
}
