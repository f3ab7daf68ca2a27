using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Core.Pipeline.Exposures;

/// <summary>Which exposure to run, and where everything is.</summary>
public sealed record ReductionOrder
{
    /// <summary>Raw-data root.</summary>
    public required string RawRoot { get; init; }

    /// <summary>Root of the calibration tree.</summary>
    public required string CalibrationRoot { get; init; }

    /// <summary>Production root.</summary>
    public required string OutputRoot { get; init; }

    /// <summary>The night, as the folder writes it.</summary>
    public required Night Night { get; init; }

    /// <summary>The exposure.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>The cameras; empty for all that are in the file.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [];

    /// <summary>The cameras that the raw file should have; empty when nobody says.</summary>
    public ImmutableArray<CameraId> ExpectedCameras { get; init; } = [];

    /// <summary>How many cameras run at once, at least 1.</summary>
    public required int Workers { get; init; }

    /// <summary>Recipe and limits.</summary>
    public required MappingSet Mappings { get; init; }
}
