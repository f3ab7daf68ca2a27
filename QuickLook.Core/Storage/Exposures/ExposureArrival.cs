using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Exposures;

/// <summary>An exposure as it was found on disk, and what is to become of it.</summary>
public sealed record ExposureArrival
{
    /// <summary>The number, from the file's name.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>The night of the folder.</summary>
    public required Night FolderNight { get; init; }

    /// <summary>What the header says; null when it cannot be read.</summary>
    public ExposureMetadata? Metadata { get; init; }

    /// <summary>Cameras in the file.</summary>
    public required IReadOnlyList<CameraId> Cameras { get; init; }

    /// <summary>Those of them that are processed.</summary>
    public required IReadOnlyList<CameraId> ProcessedCameras { get; init; }

    /// <summary>Cameras that the configuration expects.</summary>
    public required IReadOnlyList<CameraId> ExpectedCameras { get; init; }

    /// <summary>The file.</summary>
    public required RawFileStamp File { get; init; }

    /// <summary>How far it is.</summary>
    public required ArrivalState Arrival { get; init; }

    /// <summary>
    /// State of the process to make: <see cref="RunState.Queued"/>, or <see cref="RunState.Failed"/> or <see cref="RunState.Skipped"/> with a reason.
    /// </summary>
    public required RunState InitialState { get; init; }

    /// <summary>Why it is not queued; empty when it is.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The lane of the process.</summary>
    public ProcessLane Lane { get; init; }

    /// <summary>Engine that is asked for; empty for the configured one.</summary>
    public string RequestedEngine { get; init; } = string.Empty;

    /// <summary>Who wants it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was seen.</summary>
    public required DateTimeOffset At { get; init; }
}
