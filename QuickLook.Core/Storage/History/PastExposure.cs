using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Storage.History;

/// <summary>An exposure of the past with its only process, to be written as a whole.</summary>
public sealed record PastExposure
{
    /// <summary>The number.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>The night, of header and folder.</summary>
    public required Night Night { get; init; }

    /// <summary>As headers write it.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>The program.</summary>
    public required ObservingProgram Program { get; init; }

    /// <summary>The tile; null for calibrations.</summary>
    public int? Tile { get; init; }

    /// <summary>When the shutter opened, UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Exposure time, s.</summary>
    public required double ExposureSeconds { get; init; }

    /// <summary>Airmass.</summary>
    public required double Airmass { get; init; }

    /// <summary>Seeing, arcsec.</summary>
    public required double SeeingArcsec { get; init; }

    /// <summary>Where the telescope pointed, degrees.</summary>
    public required double RaDegrees { get; init; }

    /// <summary>Where the telescope pointed, degrees.</summary>
    public required double DecDegrees { get; init; }

    /// <summary>Bytes that the raw file would have.</summary>
    public required long RawBytes { get; init; }

    /// <summary>Why the file could not be read; empty when it could.</summary>
    public string ArrivalReason { get; init; } = string.Empty;

    /// <summary>What fibers were pointed at; null when nobody needs to know.</summary>
    public FibermapColumns? Fibermap { get; init; }

    /// <summary>What happened to the process.</summary>
    public required RunState State { get; init; }

    /// <summary>Worst verdict.</summary>
    public required Quality Quality { get; init; }

    /// <summary>Why it did not succeed; empty otherwise.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Version of the engine whose numbers these resemble.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Hash of the mappings that judged.</summary>
    public required string MappingHash { get; init; }

    /// <summary>Who wanted it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When its file was complete on disk.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>When its last camera ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Cameras that were expected.</summary>
    public required ImmutableArray<CameraId> ExpectedCameras { get; init; }

    /// <summary>Its cameras, in display order; empty when the file could not be read.</summary>
    public required ImmutableArray<PastCameraRun> Cameras { get; init; }
}
