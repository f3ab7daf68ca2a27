using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;

namespace QuickLook.Web.Hosting;

/// <summary>Everything a serving process has to know, found once at start; paths are full paths.</summary>
public sealed record ServeSettings
{
    /// <summary>Root of the raw data, watched.</summary>
    public required string RawRoot { get; init; }

    /// <summary>Root of the calibration tree.</summary>
    public required string CalibrationRoot { get; init; }

    /// <summary>Production root, written.</summary>
    public required string OutputRoot { get; init; }

    /// <summary>Folder of mapping files.</summary>
    public required string Mappings { get; init; }

    /// <summary>Folder for what the service keeps for itself: private database, logs.</summary>
    public required string StateFolder { get; init; }

    /// <summary>File of planned tiles; null for none. It need not be there yet.</summary>
    public string? TileFile { get; init; }

    /// <summary>Address to serve.</summary>
    public required Uri Url { get; init; }

    /// <summary>Npgsql connection string; null for a private server in the state folder.</summary>
    public string? Database { get; init; }

    /// <summary>Cameras at once; null for one per processor.</summary>
    public int? Workers { get; init; }

    /// <summary>Cameras that an exposure should have; null for all 30.</summary>
    public IReadOnlyList<CameraId>? ExpectedCameras { get; init; }

    /// <summary>Variants of steps, tests and judging that the engine works with.</summary>
    public EngineProfile Profile { get; init; } = EngineProfile.QuickLook;

    /// <summary>Who gets in and how.</summary>
    public GateSettings Gate { get; init; } = new();

    /// <summary>What the demonstration plays; null when serving real data.</summary>
    public DemoSettings? Demo { get; init; }
}
