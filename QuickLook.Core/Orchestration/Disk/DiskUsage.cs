using System.Collections.Immutable;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What lies on disk, as it was counted at one moment.</summary>
/// <param name="Nights">Nights with anything on disk, newest first.</param>
/// <param name="Strangers">Folders below <c>OUT/runs</c> whose process the database does not know; QuickLook leaves them alone.</param>
/// <param name="CountedAt">When the count ended.</param>
public sealed record DiskUsage(ImmutableArray<NightUsage> Nights, int Strangers, DateTimeOffset CountedAt);
