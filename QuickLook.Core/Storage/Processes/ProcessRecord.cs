using System.Collections.Immutable;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Storage.Processes;

/// <summary>Everything that is kept about one process.</summary>
public sealed record ProcessRecord
{
    /// <summary>The process with its exposure and cameras.</summary>
    public required StoredProcess Process { get; init; }

    /// <summary>What of the configuration it was processed with, as JSON; empty before it begins.</summary>
    public string Configuration { get; init; } = string.Empty;

    /// <summary>Where results that were computed elsewhere come from; empty for own ones.</summary>
    public string ImportedFrom { get; init; } = string.Empty;

    /// <summary>Since when it waits or waited.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When its products were removed from disk; null while they are there.</summary>
    public DateTimeOffset? ProductsRemovedAt { get; init; }

    /// <summary>When its run logs were removed from disk; null while they are there.</summary>
    public DateTimeOffset? LogsRemovedAt { get; init; }

    /// <summary>Who pinned the exposure's answer; empty when nobody did.</summary>
    public string PinnedBy { get; init; } = string.Empty;

    /// <summary>When the raw file was removed on purpose; null while it is there.</summary>
    public DateTimeOffset? RawRemovedAt { get; init; }

    /// <summary>Every change of state of it and of its cameras, oldest first.</summary>
    public ImmutableArray<TransitionChange> Transitions { get; init; } = [];

    /// <summary>All processes of the same exposure, newest first, this one among them.</summary>
    public ImmutableArray<ListedProcess> OfExposure { get; init; } = [];
}
