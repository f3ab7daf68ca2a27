using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Analysis;

/// <summary>Which values of a quantity are wanted.</summary>
/// <param name="Quantity">The quantity.</param>
public sealed record SeriesOrder(Quantity Quantity)
{
    /// <summary>Points that an order gives at most, all cameras together, unless it says otherwise.</summary>
    public const int UsualMost = 60_000;

    /// <summary>Whose values, for quantities that each camera has; ignored for those of the exposure.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [];

    /// <summary>First observing night; null for all before <see cref="Last"/>.</summary>
    public Night? First { get; init; }

    /// <summary>Last observing night, itself included; null for all after <see cref="First"/>.</summary>
    public Night? Last { get; init; }

    /// <summary>Flavor as the header writes it, lower case; empty for all.</summary>
    public string Flavor { get; init; } = string.Empty;

    /// <summary>Program as the header writes it, lower case; empty for all.</summary>
    public string Program { get; init; } = string.Empty;

    /// <summary>How many points at most; the newest are kept.</summary>
    public int Most { get; init; } = UsualMost;
}
