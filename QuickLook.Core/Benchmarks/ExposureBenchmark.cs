using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Benchmarks;

/// <summary>
/// Measures whole exposures, each in a process of its own, so that compiling at the start counts and the most memory is that of one exposure.
/// </summary>
public sealed class ExposureBenchmark
{
    private readonly ProgramCommand program;
    private readonly string mappingFolder;
    private readonly TimeProvider time;
    private readonly string outputRoot;

    /// <summary>A benchmark.</summary>
    /// <param name="program">What is started.</param>
    /// <param name="mappingFolder">Recipes and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="outputRoot">Where products go; the caller removes it.</param>
    public ExposureBenchmark(ProgramCommand program, string mappingFolder, TimeProvider time, string outputRoot)
    {
        this.program = program;
        this.mappingFolder = mappingFolder;
        this.time = time;
        this.outputRoot = outputRoot;
    }

    /// <summary>Measures an exposure.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="workers">Cameras at once, at least 1.</param>
    /// <param name="repeats">Processes, at least 1.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>The figures, or why the process gave none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<ExposureTiming>> MeasureAsync(
        BenchmarkExposure exposure,
        int workers,
        int repeats,
        CancellationToken cancellationToken
    )
    {
        await ReadThroughAsync(exposure.RawFile, cancellationToken);
        var runs = new List<ReduceProcess>();
        for (var i = 0; i < repeats; i++)
        {
            var run = await ReduceProcess.RunAsync(program, ArgumentsFor(exposure, workers), time, cancellationToken);
            if (!run.TryGet(out var measured, out var failure))
            {
                return failure;
            }

            runs.Add(measured);
        }

        return new ExposureTiming
        {
            Flavor = exposure.Flavor,
            Cameras = exposure.Cameras.Length,
            Workers = workers,
            Repeats = repeats,
            WallSeconds = Spread.Of(runs.Select(run => run.WallSeconds)),
            CpuSeconds = Spread.Of(runs.Select(run => run.CpuSeconds)),
            PeakRssMiB = Spread.Of(runs.Select(run => run.PeakRssMiB)),
            FirstStatusSeconds = runs.TrueForAll(run => run.FirstStatusSeconds is not null)
                ? Spread.Of(runs.Select(run => run.FirstStatusSeconds!.Value))
                : null,
            FailedCameras = runs.Max(run => run.FailedCameras),
        };
    }

    private IEnumerable<string> ArgumentsFor(BenchmarkExposure exposure, int workers) =>
        [
            "--raw",
            exposure.RawRoot,
            "--calib",
            exposure.CalibrationRoot,
            "--out",
            outputRoot,
            "--night",
            exposure.Night.ToString(),
            "--exposure",
            exposure.Exposure.Number.ToString(CultureInfo.InvariantCulture),
            "--cameras",
            string.Join(',', exposure.Cameras),
            "--workers",
            workers.ToString(CultureInfo.InvariantCulture),
            "--mappings",
            mappingFolder,
        ];

    /// <summary>Brings a file into the system's cache: an exposure that has just arrived is there too.</summary>
    private static async Task ReadThroughAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await file.CopyToAsync(Stream.Null, cancellationToken);
    }
}
