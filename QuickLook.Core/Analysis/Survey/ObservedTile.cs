using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>A tile, or a pointing without a tile number, that was observed at least once.</summary>
/// <param name="Number">Its tile number; null when neither the exposures nor the plan have one.</param>
/// <param name="RaDegrees">Where it lies, degrees: as planned, or else where the telescope pointed last; NaN when nobody knows.</param>
/// <param name="DecDegrees">Declination, degrees; NaN when nobody knows.</param>
/// <param name="Program">Program of its last exposure, lower case; the plan's when that does not say.</param>
/// <param name="IsPlanned">True when it is one of the planned tiles.</param>
/// <param name="Exposures">How many exposures it has.</param>
/// <param name="LastExposure">The last one.</param>
/// <param name="LastProcess">The process that speaks for the last one; null when it has no results.</param>
/// <param name="LastNight">Its night.</param>
/// <param name="LastQuality">Its verdict; none without results.</param>
/// <param name="HasOnlyAlarms">True when every exposure of it has the verdict alarm.</param>
public sealed record ObservedTile(
    int? Number,
    double RaDegrees,
    double DecDegrees,
    string Program,
    bool IsPlanned,
    int Exposures,
    ExposureId LastExposure,
    long? LastProcess,
    Night LastNight,
    Quality LastQuality,
    bool HasOnlyAlarms
)
{
    /// <summary>True when its place on the sky is known.</summary>
    public bool HasPlace => double.IsFinite(RaDegrees) && double.IsFinite(DecDegrees);
}
