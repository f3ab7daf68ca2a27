using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>An exposure as the table has it. Null means that the header does not say.</summary>
public sealed record StoredExposure
{
    /// <summary>Surrogate id.</summary>
    public required long Id { get; init; }

    /// <summary>The number.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ExposureOrigin Origin { get; init; }

    /// <summary>Observing night; the header's where it has one.</summary>
    public required Night Night { get; init; }

    /// <summary>Night of the folder.</summary>
    public required Night FolderNight { get; init; }

    /// <summary>As written in the header; empty when it could not be read.</summary>
    public required string Flavor { get; init; }

    /// <summary>Program; empty when there is none.</summary>
    public required ObservingProgram Program { get; init; }

    /// <summary>Tile.</summary>
    public int? Tile { get; init; }

    /// <summary>Start of the exposure, UTC.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Airmass.</summary>
    public double? Airmass { get; init; }

    /// <summary>Exposure time in seconds.</summary>
    public double? ExposureSeconds { get; init; }

    /// <summary>Full path of the raw file.</summary>
    public required string RawPath { get; init; }

    /// <summary>How far the file is.</summary>
    public required ArrivalState Arrival { get; init; }

    /// <summary>Cameras in the file, in display order.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [];

    /// <summary>The process that a person made its answer; null for the newest that succeeded.</summary>
    public long? PinnedProcess { get; init; }
}
