using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration;

/// <summary>Where data are, which cameras there are, and how patient the service is.</summary>
public sealed class OrchestrationOptions
{
    /// <summary>Root of the raw data: <c>NIGHT/EXPID8/desi-EXPID8.fits.fz</c> below it. Required, must exist.</summary>
    public string RawRoot { get; set; } = string.Empty;

    /// <summary>Root of the calibration tree (<c>DESI_SPECTRO_CALIB</c>). Required.</summary>
    public string CalibrationRoot { get; set; } = string.Empty;

    /// <summary>Root of the reductions: <c>runs/</c> and <c>exposures/</c> below it. Required, made when absent.</summary>
    public string OutputRoot { get; set; } = string.Empty;

    /// <summary>How many cameras are processed at the same time. Default: the number of processor cores. 1 to 256.</summary>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Cameras that an exposure should have. Default: all 30. Others in a file are processed all the same.</summary>
    public IReadOnlyList<CameraId> ExpectedCameras { get; set; } = CameraId.All;

    /// <summary>
    /// Time between two looks at the newest nights, for file systems that send no events. Default 2 s; 0.1 s to 1 h.
    /// </summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two looks at all nights. Default 60 s; from <see cref="SweepPeriod"/> to 1 day.</summary>
    public TimeSpan FullSweepPeriod { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a file that was not renamed into place must not have grown. Default 500 ms; 50 ms to 1 min.</summary>
    public TimeSpan StabilityTime { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long cameras that are missing from a file may still come. Default 10 s; 0 to 10 min.</summary>
    public TimeSpan ArrivingTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a file that cannot be read must not have grown before it counts as broken. Default 5 s; 0.1 s to 10 min.</summary>
    public TimeSpan BrokenTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long running cameras may take to end when they are stopped. Default 5 s; 0.1 s to 1 min.</summary>
    public TimeSpan StopPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long running cameras may take to come to their own end when the service ends, before they go back to the queue. Default 5 s; 0 to 10 min.</summary>
    public TimeSpan FinishPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two readings of the disk gauges. Default 30 s; 1 s to 1 h.</summary>
    public TimeSpan DiskPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Further folders whose volumes are watched, by what lies there: <c>database</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> WatchedFolders { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Time zone of the observatory, an IANA name; nights change at its noon. Default <c>America/Phoenix</c>.</summary>
    public string SiteTimeZone { get; set; } = "America/Phoenix";

    /// <summary>False to rely on sweeps alone. Default true.</summary>
    public bool WatchesDirectories { get; set; } = true;

    /// <summary>Lines of each log kept in memory. Default 2000; 100 to 100 000.</summary>
    public int LogLinesInMemory { get; set; } = 2000;

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Directory.Exists(RawRoot))
        {
            yield return $"the raw-data root '{RawRoot}' is not a folder";
        }

        if (string.IsNullOrWhiteSpace(CalibrationRoot))
        {
            yield return "a calibration root is needed";
        }

        if (string.IsNullOrWhiteSpace(OutputRoot))
        {
            yield return "an output root is needed";
        }

        if (Workers is < 1 or > 256)
        {
            yield return $"Workers is {Workers}; it must be 1 to 256";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(SiteTimeZone, out _))
        {
            yield return $"'{SiteTimeZone}' is not a time zone; use an IANA name such as America/Phoenix";
        }

        if (LogLinesInMemory is < 100 or > 100_000)
        {
            yield return $"LogLinesInMemory is {LogLinesInMemory}; it must be 100 to 100 000";
        }

        (string Name, TimeSpan Value, TimeSpan Low, TimeSpan High)[] spans =
        [
            (nameof(SweepPeriod), SweepPeriod, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            (nameof(FullSweepPeriod), FullSweepPeriod, SweepPeriod, TimeSpan.FromDays(1)),
            (nameof(StabilityTime), StabilityTime, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1)),
            (nameof(ArrivingTime), ArrivingTime, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            (nameof(BrokenTime), BrokenTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            (nameof(StopPatience), StopPatience, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
            (nameof(FinishPatience), FinishPatience, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            (nameof(DiskPeriod), DiskPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        ];
        foreach (var (name, value, low, high) in spans.Where(span => span.Value < span.Low || span.Value > span.High))
        {
            yield return $"{name} is {value}; it must be {low} to {high}";
        }
    }
}
