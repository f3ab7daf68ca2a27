using System.Collections.Immutable;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What clearing did.</summary>
/// <param name="Processes">Processes of which something was removed.</param>
/// <param name="Files">Files that were removed.</param>
/// <param name="ProductBytes">Bytes of products and documents.</param>
/// <param name="LogBytes">Bytes of run logs.</param>
/// <param name="LeftAlone">Processes of the list that were left alone after all, with reasons: something had changed, or the disk refused.</param>
/// <param name="WasCancelled">True when it was ended before the last process; what was removed until then is counted.</param>
public sealed record ClearReport(
    int Processes,
    int Files,
    long ProductBytes,
    long LogBytes,
    ImmutableArray<ClearItem> LeftAlone,
    bool WasCancelled
)
{
    /// <summary>All bytes.</summary>
    public long Bytes => ProductBytes + LogBytes;
}
