using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Core.Pipeline;

/// <summary>One camera of one exposure, and where everything is.</summary>
public sealed record CameraRunRequest
{
    /// <summary>The night as the folder of the raw exposure writes it.</summary>
    public required Night Night { get; init; }

    /// <summary>The exposure.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>The camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>The recipe to follow; normally the raw header's flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Full path of the raw exposure.</summary>
    public required string RawFile { get; init; }

    /// <summary>Full path of the fibermap; null when there is none (normal for zeros and darks).</summary>
    public string? FibermapFile { get; init; }

    /// <summary>The cameras that the raw file should have; empty when nobody says.</summary>
    public ImmutableArray<CameraId> ExpectedCameras { get; init; } = [];

    /// <summary>True while the raw file still grows, so that what it lacks may yet come.</summary>
    public bool IsArriving { get; init; }

    /// <summary>Root of the calibration tree (<c>DESI_SPECTRO_CALIB</c>).</summary>
    public required string CalibrationRoot { get; init; }

    /// <summary>Production root; products go to <c>exposures/NIGHT/EXPID8/</c> below it.</summary>
    public required string OutputRoot { get; init; }

    /// <summary>The mappings to judge by, one unchanging set for the whole run.</summary>
    public required MappingSet Mappings { get; init; }

    /// <summary>The same run with full paths, for programs that start in another folder.</summary>
    internal CameraRunRequest WithFullPaths() =>
        this with
        {
            RawFile = Path.GetFullPath(RawFile),
            FibermapFile = FibermapFile is null ? null : Path.GetFullPath(FibermapFile),
            CalibrationRoot = Path.GetFullPath(CalibrationRoot),
            OutputRoot = Path.GetFullPath(OutputRoot),
        };
}
