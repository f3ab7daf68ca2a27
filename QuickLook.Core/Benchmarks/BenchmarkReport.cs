using System.Collections.Immutable;
using QuickLook.Core.Benchmarks.Kernels;
using QuickLook.Core.Simulation;

namespace QuickLook.Core.Benchmarks;

/// <summary>What was measured.</summary>
/// <param name="Machine">On what.</param>
/// <param name="Size">Size of the simulated spectrograph.</param>
/// <param name="Cameras">Cameras one at a time.</param>
/// <param name="Exposures">Whole exposures.</param>
/// <param name="Kernels">Single algorithms.</param>
public sealed record BenchmarkReport(
    MachineDescription Machine,
    InstrumentSize Size,
    ImmutableArray<CameraTiming> Cameras,
    ImmutableArray<ExposureTiming> Exposures,
    ImmutableArray<KernelTiming> Kernels
);
