using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Storage.Processes;

/// <summary>A process as lists show it.</summary>
public sealed record ListedProcess
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Surrogate id of the exposure.</summary>
    public required long ExposureId { get; init; }

    /// <summary>What was exposed.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>Where the exposure comes from.</summary>
    public ExposureOrigin Origin { get; init; }

    /// <summary>Observing night.</summary>
    public required Night Night { get; init; }

    /// <summary>As written in the header; empty when it could not be read.</summary>
    public string Flavor { get; init; } = string.Empty;

    /// <summary>Program; empty when there is none.</summary>
    public ObservingProgram Program { get; init; }

    /// <summary>Tile; null when the header does not say.</summary>
    public int? Tile { get; init; }

    /// <summary>What happened to it.</summary>
    public required RunState State { get; init; }

    /// <summary>Worst verdict.</summary>
    public Quality Quality { get; init; }

    /// <summary>Why it did not succeed; empty otherwise.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Engine that ran it, or that was asked for before it begins; empty for the configured one.</summary>
    public string Engine { get; init; } = string.Empty;

    /// <summary>Version of that engine; empty before it begins.</summary>
    public string EngineVersion { get; init; } = string.Empty;

    /// <summary>Since when it waits or waited.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When its first camera started; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many cameras it has.</summary>
    public int Cameras { get; init; }

    /// <summary>How many of them succeeded.</summary>
    public int CamerasSucceeded { get; init; }

    /// <summary>How many of them failed, in part or altogether, or were stopped.</summary>
    public int CamerasFailed { get; init; }

    /// <summary>Who wanted it.</summary>
    public string RequestedBy { get; init; } = string.Empty;

    /// <summary>True when a person made it its exposure's answer.</summary>
    public bool IsPinned { get; init; }

    /// <summary>True when it is its exposure's answer: pinned, or else the newest that has results.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Where results that were computed elsewhere come from; empty for own ones.</summary>
    public string ImportedFrom { get; init; } = string.Empty;
}
