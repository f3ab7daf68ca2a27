using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Analysis;

/// <summary>A quantity in one exposure, as the exposure's answer (the pinned process, or else the newest that succeeded) has it.</summary>
/// <param name="ExposureKey">Key of the exposure's row: what two quantities are joined by. Numbers of exposures repeat between origins.</param>
/// <param name="Exposure">The exposure.</param>
/// <param name="ProcessId">Its answer; null for quantities of the header of an exposure that has none.</param>
/// <param name="Night">Its observing night.</param>
/// <param name="At">Date of its start, UTC.</param>
/// <param name="Quality">The verdict; <see cref="Judging.Quality.None"/> where nothing is judged.</param>
/// <param name="Values">One per element (amplifier, axis, line ...); NaN where it was not computed. Never empty.</param>
public sealed record SeriesPoint(
    long ExposureKey,
    ExposureId Exposure,
    long? ProcessId,
    Night Night,
    Mjd At,
    Quality Quality,
    ImmutableArray<double> Values
);
