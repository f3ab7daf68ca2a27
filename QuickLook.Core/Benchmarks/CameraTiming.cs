using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Benchmarks;

/// <summary>What one camera of one exposure costs in a warm process, cameras one after the other.</summary>
public sealed record CameraTiming
{
    /// <summary>The camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>The exposure's flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Pixels of the raw image.</summary>
    public required int Pixels { get; init; }

    /// <summary>Runs that were made first and not counted.</summary>
    public required int WarmUpRuns { get; init; }

    /// <summary>Runs that were measured.</summary>
    public required int Repeats { get; init; }

    /// <summary>Processor time from opening the files to the merged document, seconds.</summary>
    public required Spread CpuSeconds { get; init; }

    /// <summary>The same on the clock.</summary>
    public required Spread WallSeconds { get; init; }

    /// <summary>Processor time to decode the camera's raw pixels and nothing else, on one thread, seconds.</summary>
    public required Spread DecodeCpuSeconds { get; init; }

    /// <summary>Most resident memory of the process while the camera was measured, MiB.</summary>
    public required double PeakRssMiB { get; init; }

    /// <summary>True when <see cref="PeakRssMiB"/> is of this camera alone; false when the kernel did not let it be reset, so that it is the process's.</summary>
    public required bool IsPeakOfCamera { get; init; }

    /// <summary>The steps in order; medians over the runs.</summary>
    public required ImmutableArray<StepCost> Steps { get; init; }

    /// <summary>How many times the cost of decoding the pixels the whole is.</summary>
    public double Ratio => CpuSeconds.Median / DecodeCpuSeconds.Median;

    /// <summary>True when the goal is met; null when there is none.</summary>
    public bool? MeetsGoal => PerformanceGoal.CameraCpuSeconds(Flavor) is { } goal ? CpuSeconds.Median <= goal : null;
}
