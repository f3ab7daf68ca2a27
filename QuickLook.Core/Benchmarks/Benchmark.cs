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

    private readonly Func<Flavor, CancellationToken, Result<BenchmarkExposure>> source;
    private readonly TimeProvider time;
    private readonly IProgress<string> progress;

    /// <summary>A benchmark.</summary>
    /// <param name="source">Gives the exposure of a flavor.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Hears what is being measured, for a person who waits.</param>
    public Benchmark(Func<Flavor, CancellationToken, Result<BenchmarkExposure>> source, TimeProvider time, IProgress<string> progress)
    {
        this.source = source;
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
        if (!Prepare(plan, cancellationToken).TryGet(out var exposures, out var failure))
        {
            return failure;
        }

        var machine = MachineDescription.Here(time);
        var output = Directory.CreateTempSubdirectory("quicklook-bench-").FullName;
        try
        {
            var cameras = ImmutableArray.CreateBuilder<CameraTiming>();
            var whole = ImmutableArray.CreateBuilder<ExposureTiming>();
            var kernels = ImmutableArray.CreateBuilder<KernelTiming>();
            failure =
                await MeasureCamerasAsync(plan, exposures, output, cameras, cancellationToken)
                ?? await MeasureExposuresAsync(plan, exposures, output, whole, cancellationToken)
                ?? MeasureKernels(plan, exposures, output, kernels, cancellationToken);
            return failure is null
                ? new BenchmarkReport(machine, plan.Size, cameras.DrainToImmutable(), whole.DrainToImmutable(), kernels.DrainToImmutable())
                : failure;
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    /// <summary>All exposures that are needed, before anything is measured: what simulating leaves in memory is gone by then.</summary>
    private Result<Dictionary<Flavor, BenchmarkExposure>> Prepare(BenchmarkPlan plan, CancellationToken cancellationToken)
    {
        var exposures = new Dictionary<Flavor, BenchmarkExposure>();
        var measured = (plan.Parts & (BenchmarkParts.Cameras | BenchmarkParts.Exposures)) == BenchmarkParts.None ? [] : plan.Flavors;
        var ofKernels = plan.Parts.HasFlag(BenchmarkParts.Kernels) ? KernelSubjects.Flavors : [];
        foreach (var flavor in measured.Union(ofKernels))
        {
            if (!source(flavor, cancellationToken).TryGet(out var exposure, out var failure))
            {
                return failure;
            }

            exposures.Add(flavor, exposure);
        }

        return exposures;
    }

    private async Task<Failure?> MeasureCamerasAsync(
        BenchmarkPlan plan,
        Dictionary<Flavor, BenchmarkExposure> exposures,
        string output,
        ImmutableArray<CameraTiming>.Builder timings,
        CancellationToken cancellationToken
    )
    {
        var engine = new NativeEngine(time, EngineProfile.QuickLook);
        var benchmark = new CameraBenchmark(engine, plan.Mappings, time, output);
        foreach (var flavor in FlavorsFor(BenchmarkParts.Cameras, plan))
        {
            var exposure = exposures[flavor];
            var warmUpRuns = plan.WarmUpRuns;
            foreach (var camera in exposure.Cameras)
            {
                if (
                    !(await benchmark.MeasureAsync(exposure, camera, warmUpRuns, plan.Repeats, cancellationToken)).TryGet(
                        out var timing,
                        out var failure
                    )
                )
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
                warmUpRuns = 0;
            }
        }

        return null;
    }

    private async Task<Failure?> MeasureExposuresAsync(
        BenchmarkPlan plan,
        Dictionary<Flavor, BenchmarkExposure> exposures,
        string output,
        ImmutableArray<ExposureTiming>.Builder timings,
        CancellationToken cancellationToken
    )
    {
        var benchmark = new ExposureBenchmark(plan.Program, plan.Mappings.Directory, time, output);
        foreach (var flavor in FlavorsFor(BenchmarkParts.Exposures, plan))
        {
            var exposure = exposures[flavor];
            var repeats = Math.Min(plan.Repeats, MostExposureRepeats);
            if (!(await benchmark.MeasureAsync(exposure, plan.Workers, repeats, cancellationToken)).TryGet(out var timing, out var failure))
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

    private static ImmutableArray<Flavor> FlavorsFor(BenchmarkParts part, BenchmarkPlan plan) =>
        plan.Parts.HasFlag(part) ? plan.Flavors : [];

    private Failure? MeasureKernels(
        BenchmarkPlan plan,
        Dictionary<Flavor, BenchmarkExposure> exposures,
        string output,
        ImmutableArray<KernelTiming>.Builder timings,
        CancellationToken cancellationToken
    )
    {
        if (!plan.Parts.HasFlag(BenchmarkParts.Kernels))
        {
            return null;
        }

        if (!KernelSubjects.Prepare(exposures, output, cancellationToken).TryGet(out var subjects, out var failure))
        {
            return failure;
        }

        using (subjects)
        {
            var harness = new KernelHarness(SamplingPlan.Thorough);
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

            return null;
        }
    }
}
