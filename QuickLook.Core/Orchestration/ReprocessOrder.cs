using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Orchestration;

/// <summary>Exposures that are to be processed again. Earlier results stay beside the new ones.</summary>
public sealed record ReprocessOrder
{
    /// <summary>Most exposures of one order.</summary>
    public const int MostExposures = 10_000;

    /// <summary>Surrogate ids of the exposures, 1 to <see cref="MostExposures"/>.</summary>
    public required ImmutableArray<long> ExposureIds { get; init; }

    /// <summary>Cameras to process; empty for all that the configuration processes.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [];

    /// <summary>Engine by name; empty for the configured one.</summary>
    public string Engine { get; init; } = string.Empty;

    /// <summary>Lane; default the backlog.</summary>
    public ProcessLane Lane { get; init; } = ProcessLane.Backlog;
}
