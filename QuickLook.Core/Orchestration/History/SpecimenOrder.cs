using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.History;

/// <summary>Exposures on disk of which specimens are to be made.</summary>
public sealed record SpecimenOrder
{
    /// <summary>Raw-data root.</summary>
    public required string RawRoot { get; init; }

    /// <summary>Root of the calibration tree.</summary>
    public required string CalibrationRoot { get; init; }

    /// <summary>A folder for products, which nobody needs afterwards.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>The night of the exposures.</summary>
    public required Night Night { get; init; }

    /// <summary>Exposures with flavor and program: at least one of each flavor that the past has.</summary>
    public required ImmutableArray<(ExposureId Exposure, Flavor Flavor, ObservingProgram Program)> Exposures { get; init; }

    /// <summary>A camera of each arm.</summary>
    public required ImmutableArray<CameraId> Cameras { get; init; }

    /// <summary>Cameras at once, at least 1.</summary>
    public int Workers { get; init; } = 1;
}
