using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What is to be removed from disk. Raw data are never part of it.</summary>
public sealed record ClearOrder
{
    /// <summary>Observing nights, at least one.</summary>
    public required ImmutableArray<Night> Nights { get; init; }

    /// <summary>True to remove products and merged documents; the database keeps its copies of the documents.</summary>
    public required bool Products { get; init; }

    /// <summary>True to remove run logs.</summary>
    public required bool Logs { get; init; }
}
