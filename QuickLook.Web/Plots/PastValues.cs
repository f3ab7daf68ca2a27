using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>A test in one exposure, for the figure of its past.</summary>
/// <param name="Exposure">The exposure.</param>
/// <param name="Quality">The verdict then.</param>
/// <param name="Values">Its values, element by element; NaN where there was none.</param>
public sealed record PastValues(ExposureId Exposure, Quality Quality, ImmutableArray<double> Values)
{
    /// <summary>The process that it is of, so that a click on its point opens it; 0 for the one on screen.</summary>
    public long ProcessId { get; init; }
}
