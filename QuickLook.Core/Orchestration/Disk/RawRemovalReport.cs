using System.Collections.Immutable;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>What became of the raw data of a night.</summary>
/// <param name="Exposures">Exposures whose raw file was removed.</param>
/// <param name="Files">Files that were removed, fibermaps among them.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="LeftAlone">What was left alone, each with its reason.</param>
public sealed record RawRemovalReport(int Exposures, int Files, long Bytes, ImmutableArray<string> LeftAlone);
