using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Trends;

/// <summary>Which exposures and cameras values are wanted of.</summary>
/// <param name="Cameras">Cameras; not looked at for values of the exposure.</param>
/// <param name="First">First observing night; null for no bound.</param>
/// <param name="Last">Last one, itself included; null for no bound.</param>
/// <param name="Flavor">Lower case; empty for all.</param>
/// <param name="Program">Lower case; empty for all.</param>
/// <param name="Most">How many values at most; the newest.</param>
public sealed record ValueFilter(ImmutableArray<CameraId> Cameras, Night? First, Night? Last, string Flavor, string Program, int Most);
