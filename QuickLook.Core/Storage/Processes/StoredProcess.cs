using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>A process as the table has it.</summary>
public sealed record StoredProcess
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>What was exposed.</summary>
    public required StoredExposure Exposure { get; init; }

    /// <summary>What happened to it.</summary>
    public required RunState State { get; init; }

    /// <summary>Worst verdict.</summary>
    public required Quality Quality { get; init; }

    /// <summary>Why it did not succeed; empty otherwise.</summary>
    public required string Reason { get; init; }

    /// <summary>Hash of the mappings that judged it; empty before it starts.</summary>
    public required string MappingHash { get; init; }

    /// <summary>Name of the engine that ran it; empty before it starts.</summary>
    public required string Engine { get; init; }

    /// <summary>Version of that engine; empty before it starts.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Engine that was asked for; empty for the configured one.</summary>
    public required string RequestedEngine { get; init; }

    /// <summary>Who wanted it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Its lane in the queue.</summary>
    public required ProcessLane Lane { get; init; }

    /// <summary>Order within the lane.</summary>
    public required long QueueOrder { get; init; }

    /// <summary>When its file was complete on disk.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>When its first camera started; null before.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Cameras that were expected.</summary>
    public required ImmutableArray<CameraId> ExpectedCameras { get; init; }

    /// <summary>Its cameras, in display order.</summary>
    public required ImmutableArray<StoredCameraRun> Cameras { get; init; }
}
