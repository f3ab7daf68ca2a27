using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Simulation;

namespace QuickLook.Core.Benchmarks;

/// <summary>What to measure.</summary>
public sealed record BenchmarkPlan
{
    /// <summary>Size of the simulated spectrograph.</summary>
    public required InstrumentSize Size { get; init; }

    /// <summary>Cameras of each exposure; at least one.</summary>
    public required ImmutableArray<CameraId> Cameras { get; init; }

    /// <summary>Exposures; at least one.</summary>
    public required ImmutableArray<Flavor> Flavors { get; init; }

    /// <summary>What is measured.</summary>
    public required BenchmarkParts Parts { get; init; }

    /// <summary>Cameras at once, for whole exposures and for simulating; at least 1.</summary>
    public required int Workers { get; init; }

    /// <summary>
    /// Runs that do not count before the first camera of each flavor, at least; more are made until times settle. The runtime compiles what is called once per
    /// camera anew after thirty calls.
    /// </summary>
    public required int WarmUpRuns { get; init; }

    /// <summary>How often each camera is measured, at least 1. Whole exposures are measured at most three times.</summary>
    public required int Repeats { get; init; }

    /// <summary>Recipes and limits.</summary>
    public required MappingSet Mappings { get; init; }

    /// <summary>How whole exposures are started.</summary>
    public required ProgramCommand Program { get; init; }
}
