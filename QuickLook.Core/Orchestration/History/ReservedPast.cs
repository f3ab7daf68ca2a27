using System.Collections.Immutable;
using QuickLook.Core.Simulation;
using QuickLook.Core.Storage.History;

namespace QuickLook.Core.Orchestration.History;

/// <summary>A past whose rows have their ids, so that whatever comes later has larger ones, but are not written yet.</summary>
public sealed class ReservedPast
{
    internal ReservedPast(HistoryOrder order, ImmutableArray<ImmutableArray<ExposureOrder>> nights, PastIds ids)
    {
        Order = order;
        Nights = nights;
        Ids = ids;
    }

    /// <summary>What was ordered.</summary>
    public HistoryOrder Order { get; }

    /// <summary>The exposures of each night, in order.</summary>
    internal ImmutableArray<ImmutableArray<ExposureOrder>> Nights { get; }

    /// <summary>The ids.</summary>
    internal PastIds Ids { get; }
}
