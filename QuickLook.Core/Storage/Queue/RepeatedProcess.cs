using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Queue;

/// <summary>An exposure that is to be processed again.</summary>
public sealed record RepeatedProcess
{
    /// <summary>Surrogate id of the exposure.</summary>
    public required long ExposureId { get; init; }

    /// <summary>Cameras to process where they are in the file.</summary>
    public required IReadOnlyList<CameraId> Cameras { get; init; }

    /// <summary>Cameras that the file should have.</summary>
    public required IReadOnlyList<CameraId> ExpectedCameras { get; init; }

    /// <summary>Engine by name; empty for the configured one.</summary>
    public string Engine { get; init; } = string.Empty;

    /// <summary>Lane of the queue.</summary>
    public required ProcessLane Lane { get; init; }

    /// <summary>Who wants it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }
}
