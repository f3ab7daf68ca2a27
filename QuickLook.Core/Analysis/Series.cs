using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Analysis;

/// <summary>A quantity over time.</summary>
/// <param name="Quantity">What.</param>
/// <param name="Camera">Whose; null for quantities of the exposure.</param>
/// <param name="Points">In order of time, one per exposure; exposures without a value are left out.</param>
public sealed record Series(Quantity Quantity, CameraId? Camera, ImmutableArray<SeriesPoint> Points)
{
    /// <summary>The largest number of elements of a point; 0 without points.</summary>
    public int Elements => Points.IsEmpty ? 0 : Points.Max(point => point.Values.Length);
}
