using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Live;

/// <summary>What the header says of an exposure. Unknown values are null and shown as a dash.</summary>
/// <param name="Id">Exposure id.</param>
/// <param name="Night">Observing night.</param>
/// <param name="Flavor">Flavor as written in the header; may be one that QuickLook does not know.</param>
/// <param name="Program">Program; empty when there is none.</param>
/// <param name="Tile">Tile.</param>
/// <param name="ObservedAt">Start of the exposure, UTC.</param>
/// <param name="Airmass">Airmass.</param>
/// <param name="ExposureSeconds">Exposure time in seconds.</param>
public sealed record ExposureSummary(
    ExposureId Id,
    Night Night,
    string Flavor,
    ObservingProgram Program,
    int? Tile,
    DateTimeOffset? ObservedAt,
    double? Airmass,
    double? ExposureSeconds
);
