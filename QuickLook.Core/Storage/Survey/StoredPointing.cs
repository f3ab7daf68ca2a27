using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Storage.Survey;

/// <summary>A science exposure: where it pointed, and what became of it.</summary>
/// <param name="ExposureKey">Key of the exposure's row.</param>
/// <param name="Exposure">The exposure.</param>
/// <param name="Night">Its observing night.</param>
/// <param name="Program">As the header writes it, lower case; empty when it does not say.</param>
/// <param name="Tile">Its tile; null when the header names none.</param>
/// <param name="RaDegrees">Right ascension of the telescope, degrees; NaN when not known.</param>
/// <param name="DecDegrees">Its declination, degrees; NaN when not known.</param>
/// <param name="Cameras">Cameras of the raw file.</param>
/// <param name="ProcessId">Its answer; null when it has none.</param>
/// <param name="Quality">Verdict of the answer; none without one.</param>
/// <param name="ProcessVersion">Changes when the answer's results change; 0 without one.</param>
/// <param name="FibermapVersion">Changes when the stored fibermap changes; null when there is none.</param>
public sealed record StoredPointing(
    long ExposureKey,
    ExposureId Exposure,
    Night Night,
    string Program,
    int? Tile,
    double RaDegrees,
    double DecDegrees,
    ImmutableArray<CameraId> Cameras,
    long? ProcessId,
    Quality Quality,
    long ProcessVersion,
    long? FibermapVersion
);
