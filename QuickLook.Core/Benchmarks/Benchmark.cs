using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Benchmarks.Kernels;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Core.Benchmarks;

/// <summary>Measures how fast this program is on this machine.</summary>
public sealed class Benchmark
{
    /// <summary>Whole exposures take so long that more repetitions teach little.</summary>
    private const int MostExposureRepeats = 3;

    private readonly Func<Flavor, CancellationToken, Result<BenchmarkExposure>> exposures;
    private readonly TimeProvider time;
    private readonly IProgress<string> progress;

    /// <summary>A benchmark.</summary>
    /// <param name="exposures">Gives the exposure of a flavor.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Hears what is being measured, for a person who waits.</param>
    public Benchmark(Func<Flavor, CancellationToken, Result<BenchmarkExposure>> exposures, TimeProvider time, IProgress<string> progress)
    {
        this.exposures = exposures;
        this.time = time;
        this.progress = progress;
    }

    /// <summary>Measures all that the plan names.</summary>
    /// <param name="plan">What to measure.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The figures; or the first thing that could not be measured, and why.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<BenchmarkReport>> RunAsync(BenchmarkPlan plan, CancellationToken cancellationToken)
    {
        var machine = MachineDescription.Here(time);
        var output = Directory.CreateTempSubdirectory("quicklook-bench-").FullName;
        try
        {
            var cameras = ImmutableArray.CreateBuilder<CameraTiming>();
            var whole = ImmutableArray.CreateBuilder<ExposureTiming>();
            if (
                plan.Parts.HasFlag(BenchmarkParts.Cameras)
                && await MeasureCamerasAsync(plan, output, cameras, cancellationToken) is { } failure
            )
            {
                return failure;
            }

            if (
                plan.Parts.HasFlag(BenchmarkParts.Exposures)
                && await MeasureExposuresAsync(plan, output, whole, cancellationToken) is { } broken
            )
            {
                return broken;
            }

            ImmutableArray<KernelTiming> kernels = [];
            if (
                plan.Parts.HasFlag(BenchmarkParts.Kernels)
                && !MeasureKernels(output, cancellationToken).TryGet(out kernels, out var unprepared)
            )
            {
                return unprepared;
            }

            return new BenchmarkReport(machine, plan.Size, cameras.DrainToImmutable(), whole.DrainToImmutable(), kernels);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private async Task<Failure?> MeasureCamerasAsync(
        BenchmarkPlan plan,
        string output,
        ImmutableArray<CameraTiming>.Builder timings,
        CancellationToken cancellationToken
    )
    {
        var engine = new NativeEngine(time, EngineProfile.QuickLook);
        var benchmark = new CameraBenchmark(engine, plan.Mappings, time, output);
        foreach (var flavor in plan.Flavors)
        {
            if (!exposures(flavor, cancellationToken).TryGet(out var exposure, out var failure))
            {
                return failure;
            }

            foreach (var camera in exposure.Cameras)
            {
                if (!(await benchmark.MeasureAsync(exposure, camera, plan.Repeats, cancellationToken)).TryGet(out var timing, out failure))
                {
                    return failure;
                }

                progress.Report(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{camera} {flavor.Name()}: {timing.CpuSeconds.Median:F3} CPU s after {timing.WarmUpRuns} runs to warm up"
                    )
                );
                timings.Add(timing);
            }
        }

        return null;
    }

    private async Task<Failure?> MeasureExposuresAsync(
        BenchmarkPlan plan,
        string output,
        ImmutableArray<ExposureTiming>.Builder timings,
        CancellationToken cancellationToken
    )
    {
        var benchmark = new ExposureBenchmark(plan.Program, plan.Mappings.Directory, time, output);
        foreach (var flavor in plan.Flavors)
        {
            if (!exposures(flavor, cancellationToken).TryGet(out var exposure, out var failure))
            {
                return failure;
            }

            var repeats = Math.Min(plan.Repeats, MostExposureRepeats);
            if (!(await benchmark.MeasureAsync(exposure, plan.Workers, repeats, cancellationToken)).TryGet(out var timing, out failure))
            {
                return failure;
            }

            progress.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{flavor.Name()}, {timing.Cameras} cameras, {timing.Workers} workers: {timing.WallSeconds.Median:F2} s on the clock"
                )
            );
            timings.Add(timing);
        }

        return null;
    }

    private Result<ImmutableArray<KernelTiming>> MeasureKernels(string output, CancellationToken cancellationToken)
    {
        if (
            !exposures(Flavor.Science, cancellationToken).TryGet(out var science, out var failure)
            || !exposures(Flavor.Arc, cancellationToken).TryGet(out var arc, out failure)
            || !exposures(Flavor.Flat, cancellationToken).TryGet(out var flat, out failure)
            || !KernelSubjects.Prepare(science, arc, flat, output, cancellationToken).TryGet(out var subjects, out failure)
        )
        {
            return failure;
        }

        using (subjects)
        {
            var harness = new KernelHarness(SamplingPlan.Thorough);
            var timings = ImmutableArray.CreateBuilder<KernelTiming>();
            foreach (var kernel in KernelCatalog.Of(subjects))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var timing = harness.Measure(kernel);
                progress.Report(
                    timing.Problem is { } problem
                        ? $"{timing.Name}: {problem}"
                        : string.Create(CultureInfo.InvariantCulture, $"{timing.Name}: {timing.Seconds!.Value.Median * 1000:F3} CPU ms")
                );
                timings.Add(timing);
            }

            return timings.DrainToImmutable();
        }
    }
}
