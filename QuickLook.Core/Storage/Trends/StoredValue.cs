using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Storage.Trends;

/// <summary>A value of an exposure.</summary>
/// <param name="ExposureKey">Key of the exposure's row.</param>
/// <param name="Exposure">The exposure.</param>
/// <param name="ProcessId">Its answer; null when it has none.</param>
/// <param name="Night">Its observing night.</param>
/// <param name="At">Start of the exposure.</param>
/// <param name="Camera">The camera; null for values of the exposure.</param>
/// <param name="Quality">The verdict; none where nothing is judged.</param>
/// <param name="Values">The elements; NaN where not computed.</param>
public sealed record StoredValue(
    long ExposureKey,
    ExposureId Exposure,
    long? ProcessId,
    Night Night,
    Mjd At,
    CameraId? Camera,
    Quality Quality,
    ImmutableArray<double> Values
);
