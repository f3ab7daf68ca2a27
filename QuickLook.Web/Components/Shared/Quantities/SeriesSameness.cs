using System.Collections.Immutable;
using QuickLook.Core.Analysis;

namespace QuickLook.Web.Components.Shared.Quantities;

/// <summary>Whether what was read again is what is shown already: then nothing is drawn anew, and a reader keeps zoom and place.</summary>
public static class SeriesSameness
{
    /// <summary>True when both hold the same values of the same exposures.</summary>
    /// <param name="one">What is shown.</param>
    /// <param name="other">What was read.</param>
    public static bool AreSame(SeriesAnswer? one, SeriesAnswer? other) =>
        one is not null
        && other is not null
        && one.IsCut == other.IsCut
        && one.Series.Length == other.Series.Length
        && one.Series.Zip(other.Series).All(pair => AreSame(pair.First, pair.Second));

    private static bool AreSame(Series one, Series other) =>
        one.Quantity == other.Quantity
        && one.Camera == other.Camera
        && one.Points.Length == other.Points.Length
        && one.Points.Zip(other.Points).All(pair => AreSame(pair.First, pair.Second));

    private static bool AreSame(SeriesPoint one, SeriesPoint other) =>
        one.ExposureKey == other.ExposureKey
        && one.ProcessId == other.ProcessId
        && one.Quality == other.Quality
        && one.Values.AsSpan().SequenceEqual(other.Values.AsSpan());
}
