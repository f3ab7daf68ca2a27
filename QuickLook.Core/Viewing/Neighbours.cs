using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Viewing;

/// <summary>Where one can go from a process.</summary>
/// <param name="Previous">Answer of the exposure before it; null when it is the first.</param>
/// <param name="Next">Answer of the exposure after it; null when it is the last.</param>
public sealed record Neighbours(Neighbour? Previous, Neighbour? Next);

/// <summary>The exposure beside another.</summary>
/// <param name="ProcessId">Its answer, or else its latest process.</param>
/// <param name="Exposure">The exposure.</param>
public sealed record Neighbour(long ProcessId, ExposureId Exposure);
