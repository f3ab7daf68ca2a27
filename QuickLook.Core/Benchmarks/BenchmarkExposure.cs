using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;

namespace QuickLook.Core.Benchmarks;

/// <summary>An exposure on disk that is measured.</summary>
public sealed record BenchmarkExposure
{
    /// <summary>Raw-data root.</summary>
    public required string RawRoot { get; init; }

    /// <summary>Root of the calibration tree.</summary>
    public required string CalibrationRoot { get; init; }

    /// <summary>The night, as the folder writes it.</summary>
    public required Night Night { get; init; }

    /// <summary>The exposure.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>What it is.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>The cameras to measure; all are in the file.</summary>
    public required ImmutableArray<CameraId> Cameras { get; init; }

    /// <summary>Full path of the raw file.</summary>
    public string RawFile => ProductPaths.RawExposure(RawRoot, Night, Exposure);

    /// <summary>Full path of the fibermap; null when there is none.</summary>
    public string? FibermapFile => ProductPaths.Fibermap(RawRoot, Night, Exposure) is var path && File.Exists(path) ? path : null;
}
