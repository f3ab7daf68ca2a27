using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Survey;

/// <summary>Which science exposures are wanted.</summary>
/// <param name="First">First observing night; null for no bound.</param>
/// <param name="Last">Last one, itself included; null for no bound.</param>
/// <param name="Program">As the header writes it, lower case; empty for all.</param>
/// <param name="Most">How many at most; the newest.</param>
public sealed record PointingFilter(Night? First, Night? Last, string Program, int Most);
