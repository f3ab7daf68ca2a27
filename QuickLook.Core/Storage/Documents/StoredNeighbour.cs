using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Documents;

/// <summary>A process of an exposure beside another.</summary>
/// <param name="ProcessId">The exposure's answer, or else its latest process.</param>
/// <param name="Exposure">The exposure.</param>
public sealed record StoredNeighbour(long ProcessId, ExposureId Exposure);
