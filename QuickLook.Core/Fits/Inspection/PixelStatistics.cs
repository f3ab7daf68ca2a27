namespace QuickLook.Core.Fits;

/// <summary>The physical values of an image in numbers.</summary>
/// <param name="Count">Number of pixels.</param>
/// <param name="Undefined">Number of NaN, blank integers included.</param>
/// <param name="Minimum">Least defined value; null when there is none.</param>
/// <param name="Maximum">Greatest defined value; null when there is none.</param>
/// <param name="Mean">Mean of the defined values; null when there is none.</param>
public sealed record PixelStatistics(long Count, long Undefined, double? Minimum, double? Maximum, double? Mean)
{
    /// <summary>Measures pixels.</summary>
    /// <param name="pixels">Physical values.</param>
    internal static PixelStatistics Of(ReadOnlySpan<double> pixels)
    {
        long undefined = 0;
        var minimum = double.PositiveInfinity;
        var maximum = double.NegativeInfinity;
        var sum = 0.0;
        foreach (var value in pixels)
        {
            if (double.IsNaN(value))
            {
                undefined++;
                continue;
            }

            minimum = value < minimum ? value : minimum;
            maximum = value > maximum ? value : maximum;
            sum += value;
        }

        return undefined == pixels.Length
            ? new PixelStatistics(pixels.Length, undefined, null, null, null)
            : new PixelStatistics(pixels.Length, undefined, minimum, maximum, sum / (pixels.Length - undefined));
    }
}
