using QuickLook.Core.Instrument;

namespace QuickLook.Core.Benchmarks;

/// <summary>What a whole exposure costs in a process of its own, from its start to its end; files are in the system's cache.</summary>
public sealed record ExposureTiming
{
    /// <summary>The exposure's flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Number of cameras.</summary>
    public required int Cameras { get; init; }

    /// <summary>Cameras at once.</summary>
    public required int Workers { get; init; }

    /// <summary>Processes that were measured.</summary>
    public required int Repeats { get; init; }

    /// <summary>From the start of the process to its end, seconds on the clock.</summary>
    public required Spread WallSeconds { get; init; }

    /// <summary>Processor time of the process, seconds.</summary>
    public required Spread CpuSeconds { get; init; }

    /// <summary>Most resident memory of the process, MiB.</summary>
    public required Spread PeakRssMiB { get; init; }

    /// <summary>From the start of the process to the first verdict of a test, seconds on the clock; null when no test gave one.</summary>
    public required Spread? FirstStatusSeconds { get; init; }

    /// <summary>Cameras that did not run to their end; their time is in the figures all the same.</summary>
    public required int FailedCameras { get; init; }
}
