using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Where the files of a process are.</summary>
public sealed record CcdExposure
{
    /// <summary>The process.</summary>
    public required long ProcessId { get; init; }

    /// <summary>The exposure.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>Observing night.</summary>
    public required Night Night { get; init; }

    /// <summary>Night of the folders, raw and products.</summary>
    public required Night FolderNight { get; init; }

    /// <summary>As the header has it; empty when it could not be read.</summary>
    public string Flavor { get; init; } = string.Empty;

    /// <summary>Program; empty when there is none.</summary>
    public ObservingProgram Program { get; init; }

    /// <summary>Full path of the raw file; empty when results came without one.</summary>
    public required string RawPath { get; init; }

    /// <summary>When the raw file was removed on purpose; null while it is there.</summary>
    public DateTimeOffset? RawRemovedAt { get; init; }

    /// <summary>Cameras in the file, in display order; empty when not known.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [];

    /// <summary>Production root of the process; its folder may be gone.</summary>
    public required string ProductRoot { get; init; }

    /// <summary>Full path of the traces that the process moved after its own image; there may be none.</summary>
    /// <param name="camera">The camera.</param>
    public string TracesFile(CameraId camera) => Pipeline.ProductPaths.Psf(ProductRoot, FolderNight, Exposure, camera);
}
