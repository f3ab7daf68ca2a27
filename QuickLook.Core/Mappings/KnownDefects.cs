using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings;

/// <summary>What is known to be broken on a camera (<c>cameras.json</c>): absent by design, not judged, no alarm.</summary>
public sealed record KnownDefects
{
    /// <summary>A camera of which no defect is known.</summary>
    public static KnownDefects None { get; } = new();

    /// <summary>Fibers by their number within the petal, 0 to 499.</summary>
    public ImmutableSortedSet<int> BrokenFibers { get; init; } = [];

    /// <summary>Amplifiers.</summary>
    public ImmutableSortedSet<Amplifier> BrokenAmplifiers { get; init; } = [];

    /// <summary>Since when, why, who knows more; empty when nobody wrote it.</summary>
    public string Note { get; init; } = string.Empty;
}
