using System.Collections.Immutable;

namespace QuickLook.Core.Analysis;

/// <summary>What an order of values got.</summary>
/// <param name="Series">One per camera that has values, in order of cameras; one for a quantity of the exposure; empty without values.</param>
/// <param name="IsCut">True when older values were left out because there were more than were wanted.</param>
public sealed record SeriesAnswer(ImmutableArray<Series> Series, bool IsCut);
