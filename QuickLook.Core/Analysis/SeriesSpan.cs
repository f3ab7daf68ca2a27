using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Analysis;

/// <summary>What there is to choose from.</summary>
/// <param name="First">First observing night with exposures; null without any.</param>
/// <param name="Last">Last one.</param>
/// <param name="Flavors">Flavors that occur, lower case, in order.</param>
/// <param name="Programs">Programs that occur, lower case, in order.</param>
public sealed record SeriesSpan(Night? First, Night? Last, ImmutableArray<string> Flavors, ImmutableArray<string> Programs);
