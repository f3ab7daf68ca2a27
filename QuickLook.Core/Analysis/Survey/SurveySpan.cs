using QuickLook.Core.Instrument;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>Nights with science exposures.</summary>
/// <param name="First">The first one.</param>
/// <param name="Last">The newest one.</param>
public sealed record SurveySpan(Night First, Night Last);
