namespace QuickLook.Core.Benchmarks;

/// <summary>What a piece of work took.</summary>
/// <param name="CpuSeconds">Processor time of all threads of the process, seconds.</param>
/// <param name="WallSeconds">Time on the clock, seconds.</param>
public readonly record struct Cost(double CpuSeconds, double WallSeconds);
