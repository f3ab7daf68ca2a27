using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings;

/// <summary>One consistent, validated and immutable set of mapping files: what is done, shown and judged, as data.</summary>
public sealed record MappingSet
{
    /// <summary>The mapping of each flavor that has a file.</summary>
    public required ImmutableDictionary<Flavor, FlavorMapping> Flavors { get; init; }

    /// <summary>Trend metrics by key (<c>metrics.json</c>).</summary>
    public required ImmutableDictionary<string, TrendMetric> TrendMetrics { get; init; }

    /// <summary>What is known to be broken, by camera (<c>cameras.json</c>); a camera that is not here is whole.</summary>
    public ImmutableDictionary<CameraId, KnownDefects> KnownDefects { get; init; } = ImmutableDictionary<CameraId, KnownDefects>.Empty;

    /// <summary>SHA-256 over all files, lower-case hexadecimal; every document carries it, so that a verdict can be traced to its limits.</summary>
    public required string Hash { get; init; }

    /// <summary>The folder that the set was loaded from.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// The files that the set was read from, by name, so that another process can be given the very same set; empty for a set that was not read from files.
    /// </summary>
    public ImmutableSortedDictionary<string, ImmutableArray<byte>> Files { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<byte>>(StringComparer.Ordinal);

    /// <summary>What is known to be broken on a camera.</summary>
    /// <param name="camera">The camera.</param>
    public KnownDefects DefectsOf(CameraId camera) => KnownDefects.GetValueOrDefault(camera, Mappings.KnownDefects.None);
}
