using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What a night takes on disk.</summary>
/// <param name="Night">Raw data count to the night of their folder, reductions to the observing night of their exposure; the two hardly ever differ.</param>
/// <param name="RawBytes">Everything in the night's raw folder.</param>
/// <param name="ProductBytes">Products and documents of all processes.</param>
/// <param name="LogBytes">Run logs of all processes.</param>
/// <param name="Processes">Processes with anything on disk.</param>
public sealed record NightUsage(Night Night, long RawBytes, long ProductBytes, long LogBytes, int Processes);
