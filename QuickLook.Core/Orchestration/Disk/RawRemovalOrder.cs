using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>The wish to remove raw data of a night for good.</summary>
public sealed record RawRemovalOrder
{
    /// <summary>Night of the raw folder.</summary>
    public required Night Night { get; init; }

    /// <summary>What the person typed; must be the night.</summary>
    public required string TypedNight { get; init; }

    /// <summary>True to remove exposures as well of which no process ever succeeded.</summary>
    public bool IncludesUnprocessed { get; init; }
}
