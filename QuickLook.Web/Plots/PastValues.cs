using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>A test in one exposure, for the figure of its past.</summary>
/// <param name="Exposure">The exposure.</param>
/// <param name="Quality">The verdict then.</param>
/// <param name="Values">Its values, element by element; NaN where there was none.</param>
public sealed record PastValues(ExposureId Exposure, Quality Quality, ImmutableArray<double> Values);
