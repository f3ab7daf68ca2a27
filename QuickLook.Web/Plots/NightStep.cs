using QuickLook.Core.Instrument;

namespace QuickLook.Web.Plots;

/// <summary>What a night did for things of a kind.</summary>
/// <param name="Night">The night.</param>
/// <param name="Kind">Key of the kind.</param>
/// <param name="Count">Different things in this night.</param>
/// <param name="New">Those of them that no earlier night had.</param>
/// <param name="Exposures">Exposures; null where they are not counted.</param>
internal readonly record struct NightStep(Night Night, string Kind, long Count, long New, int? Exposures = null);
