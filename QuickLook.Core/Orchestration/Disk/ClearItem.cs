using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What clearing would remove of one process, or did.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Exposure">What was exposed.</param>
/// <param name="Night">Observing night.</param>
/// <param name="State">What happened to the process.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Files">How many files.</param>
/// <param name="ProductBytes">Bytes of products and documents.</param>
/// <param name="LogBytes">Bytes of run logs.</param>
/// <param name="Refusal">Why nothing of it is removed; null when it is.</param>
public sealed record ClearItem(
    long ProcessId,
    ExposureId Exposure,
    Night Night,
    RunState State,
    DateTimeOffset? EndedAt,
    int Files,
    long ProductBytes,
    long LogBytes,
    string? Refusal
)
{
    /// <summary>All bytes.</summary>
    public long Bytes => ProductBytes + LogBytes;
}
