using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Core.Benchmarks;

/// <summary>
/// Simulated exposures for benchmarks, kept on disk from one benchmark to the next. Each exposure, and each tree of calibrations, has a folder whose name is made of
/// everything that its content follows from, so that another order never finds a wrong one. A folder appears whole or not at all; those that were not used for
/// longest are removed.
/// </summary>
public sealed class ExposureCache
{
    /// <summary>Part of each name. A simulator that makes other pixels of the same order must raise it.</summary>
    public const int Version = 1;

    private const int MostExposures = 8;
    private const int MostCalibrations = 4;
    private const string ExposurePrefix = "exposure-";
    private const string CalibrationPrefix = "calibration-";
    private const string UnfinishedPrefix = "unfinished-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string root;
    private readonly TimeProvider time;
    private readonly IProgress<string> progress;
    private readonly HashSet<string> inUse = [];

    /// <summary>A cache.</summary>
    /// <param name="root">Its folder; made when absent.</param>
    /// <param name="time">For what was used when.</param>
    /// <param name="progress">Hears what is being simulated.</param>
    public ExposureCache(string root, TimeProvider time, IProgress<string> progress)
    {
        this.root = root;
        this.time = time;
        this.progress = progress;
    }

    /// <summary>Where the cache is when nobody says: the user's folder for caches, else the system's for temporary files.</summary>
    /// <param name="environment">Looks an environment variable up.</param>
    public static string DefaultRoot(Func<string, string?> environment)
    {
        const string Name = "quicklook-bench";
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } caches)
        {
            return Path.Combine(caches, Name);
        }

        return environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", Name) : Path.Combine(Path.GetTempPath(), Name);
    }

    /// <summary>The exposure of a flavor with its calibrations; simulated when it is not there yet.</summary>
    /// <param name="size">Size of the spectrograph.</param>
    /// <param name="cameras">Cameras in the file.</param>
    /// <param name="flavor">The flavor.</param>
    /// <param name="workers">Cameras at once while simulating.</param>
    /// <param name="cancellationToken">Ends the simulation.</param>
    /// <returns>The exposure; or why it cannot be made.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Result<BenchmarkExposure> Get(
        InstrumentSize size,
        ImmutableArray<CameraId> cameras,
        Flavor flavor,
        int workers,
        CancellationToken cancellationToken
    )
    {
        var simulator = new SpectrographSimulator(new SimulatedInstrument { Size = size });
        var order = BenchmarkOrder.For(flavor, cameras);
        var made = Find(
            CalibrationPrefix,
            $"{Version} {size} {string.Join(',', cameras)}",
            $"calibrations of {cameras.Length} cameras, size {size.Name}",
            folder => simulator.WriteCalibration(folder, cameras, workers, cancellationToken).Failure
        );
        if (!made.TryGet(out var calibration, out var failure))
        {
            return failure;
        }

        made = Find(
            ExposurePrefix,
            $"{Version} {size} {BenchmarkOrder.Describe(order)}",
            $"{flavor.Name()} of {cameras.Length} cameras, size {size.Name}",
            folder => simulator.WriteExposure(folder, order, workers, cancellationToken).Failure
        );
        if (!made.TryGet(out var raw, out failure))
        {
            return failure;
        }

        return new BenchmarkExposure
        {
            RawRoot = raw,
            CalibrationRoot = calibration,
            Night = order.Night,
            Exposure = order.Exposure,
            Flavor = flavor,
            Cameras = cameras,
        };
    }

    private Result<string> Find(string prefix, string content, string title, Func<string, Failure?> make)
    {
        try
        {
            var name = prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
            var folder = Path.Combine(root, name);
            inUse.Add(folder);
            if (!Directory.Exists(folder) && Make(folder, prefix, title, make) is { } failure)
            {
                return failure;
            }

            Directory.SetLastWriteTimeUtc(folder, time.GetUtcNow().UtcDateTime);
            return folder;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the cache of exposures cannot be written: {problem.Message}", root, FailureKind.Transient);
        }
    }

    private Failure? Make(string folder, string prefix, string title, Func<string, Failure?> make)
    {
        progress.Report($"simulating {title}");
        var unfinished = Path.Combine(root, UnfinishedPrefix + Path.GetRandomFileName());
        Directory.CreateDirectory(unfinished);
        try
        {
            if (make(unfinished) is { } failure)
            {
                return failure;
            }

            MakeRoom(prefix);
            Directory.Move(unfinished, folder);
            return null;
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private void MakeRoom(string prefix)
    {
        RemoveAllBut(prefix, (prefix == ExposurePrefix ? MostExposures : MostCalibrations) - 1);
        foreach (var folder in new DirectoryInfo(root).EnumerateDirectories(UnfinishedPrefix + "*"))
        {
            if (time.GetUtcNow().UtcDateTime - folder.LastWriteTimeUtc > Abandoned)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private void RemoveAllBut(string prefix, int count)
    {
        var old = new DirectoryInfo(root)
            .EnumerateDirectories(prefix + "*")
            .OrderByDescending(folder => folder.LastWriteTimeUtc)
            .Skip(count)
            .Where(folder => !inUse.Contains(folder.FullName));
        foreach (var folder in old.ToArray())
        {
            folder.Delete(recursive: true);
        }
    }
}
