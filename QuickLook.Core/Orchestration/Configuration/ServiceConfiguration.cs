using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Engines;

namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>
/// What of the service can be changed while it runs; in force from the next exposure or camera on. Kept in the database, so that it is the same wherever the
/// service runs. Immutable.
/// </summary>
public sealed record ServiceConfiguration
{
    /// <summary>Flavors that are processed; exposures of others are skipped with that reason. Default: all.</summary>
    public ImmutableArray<Flavor> Flavors { get; init; } = [.. Enum.GetValues<Flavor>()];

    /// <summary>Cameras that are processed where they are in the file. At least one; default: all 30.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [.. CameraId.All];

    /// <summary>Cameras that a file should have; one of them that is not in it is missing. Null: as the service was started with.</summary>
    public ImmutableArray<CameraId>? ExpectedCameras { get; init; }

    /// <summary>Exposures that are older than this when their turn comes go to the backlog. 1 min to 30 days; default 1 h.</summary>
    public TimeSpan AllowedDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Cameras at the same time. 1 to 256; null: as the service was started with.</summary>
    public int? Workers { get; init; }

    /// <summary>How long a camera may run.</summary>
    public TimeLimit TimeLimit { get; init; } = new();

    /// <summary>How often a camera is tried again.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>The engines by name; the first of them is there by default. 1 to 20.</summary>
    public ImmutableArray<EngineDefinition> Engines { get; init; } = [EngineDefinition.Native];

    /// <summary>Name of the engine for everything that asks for no other.</summary>
    public string DefaultEngine { get; init; } = EngineDefinition.NativeName;

    /// <summary>Engines of flavors that have one of their own, by name.</summary>
    public ImmutableDictionary<Flavor, string> EngineOfFlavor { get; init; } = ImmutableDictionary<Flavor, string>.Empty;

    /// <summary>When a volume counts as filling up.</summary>
    public DiskThresholds Disk { get; init; } = new();

    /// <summary>What is removed from disk by itself.</summary>
    public RetentionPolicy Retention { get; init; } = new();

    /// <summary>True when an admin may remove raw data of a night after typing its name. Default false.</summary>
    public bool AllowsRawRemoval { get; init; }

    /// <summary>The engine for an exposure.</summary>
    /// <param name="requested">Name that was asked for; empty for none.</param>
    /// <param name="flavor">Its flavor.</param>
    public string EngineFor(string requested, Flavor flavor) =>
        requested.Length > 0 ? requested
        : EngineOfFlavor.TryGetValue(flavor, out var own) ? own
        : DefaultEngine;
}
