using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Retention;

/// <summary>What decides whether the files of a process may be removed from disk.</summary>
public sealed record HeldProcess
{
    /// <summary>Number of the process.</summary>
    public required long Id { get; init; }

    /// <summary>Surrogate id of its exposure.</summary>
    public required long ExposureRowId { get; init; }

    /// <summary>What was exposed.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>Observing night.</summary>
    public required Night Night { get; init; }

    /// <summary>Night of the folder in which its products lie.</summary>
    public required Night FolderNight { get; init; }

    /// <summary>What happened to it.</summary>
    public required RunState State { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who made it its exposure's answer; empty when nobody did.</summary>
    public string PinnedBy { get; init; } = string.Empty;

    /// <summary>True when a person made it its exposure's answer.</summary>
    public bool IsPinned { get; init; }

    /// <summary>How many comments it has.</summary>
    public int Comments { get; init; }

    /// <summary>Where its results come from; empty for own ones.</summary>
    public string ImportedFrom { get; init; } = string.Empty;

    /// <summary>When its products were removed; null while they are there.</summary>
    public DateTimeOffset? ProductsRemovedAt { get; init; }

    /// <summary>When its run logs were removed; null while they are there.</summary>
    public DateTimeOffset? LogsRemovedAt { get; init; }
}
