using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.QualityTests;

/// <summary>Pixels in a row or a column of an image, in which the width of a line is measured.</summary>
internal readonly ref struct PixelStrip
{
    private PixelStrip(ReadOnlySpan<double> values, bool isComplete, double peakError)
    {
        Values = values;
        IsComplete = isComplete;
        PeakError = peakError;
    }

    /// <summary>Electrons.</summary>
    public ReadOnlySpan<double> Values { get; }

    /// <summary>True when every pixel is good: not masked, with a variance, a number.</summary>
    public bool IsComplete { get; }

    /// <summary>Error of the brightest pixel, electrons.</summary>
    public double PeakError { get; }

    /// <summary>Reads pixels along a row.</summary>
    /// <param name="image">The image.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">Where to begin.</param>
    /// <param name="values">Takes the pixels; as many as are read.</param>
    /// <param name="strip">The pixels.</param>
    /// <returns>False when not all of them lie in the image.</returns>
    public static bool TryAcross(CcdImage image, int row, int column, Span<double> values, out PixelStrip strip) =>
        TryRead(image, row, column, isAlong: false, values, out strip);

    /// <summary>Reads pixels along a column.</summary>
    /// <param name="image">The image.</param>
    /// <param name="row">Where to begin.</param>
    /// <param name="column">The column.</param>
    /// <param name="values">Takes the pixels; as many as are read.</param>
    /// <param name="strip">The pixels.</param>
    /// <returns>False when not all of them lie in the image.</returns>
    public static bool TryAlong(CcdImage image, int row, int column, Span<double> values, out PixelStrip strip) =>
        TryRead(image, row, column, isAlong: true, values, out strip);

    private static bool TryRead(CcdImage image, int row, int column, bool isAlong, Span<double> values, out PixelStrip strip)
    {
        strip = default;
        var (lastRow, lastColumn) = isAlong ? (row + values.Length - 1, column) : (row, column + values.Length - 1);
        if (row < 0 || column < 0 || lastRow >= image.Height || lastColumn >= image.Width)
        {
            return false;
        }

        var pixels = image.Pixels.Span;
        var inverseVariance = image.InverseVariance.Span;
        var mask = image.Mask.Span;
        var step = isAlong ? image.Width : 1;
        var first = (row * image.Width) + column;
        var isComplete = true;
        var brightest = first;
        for (var i = 0; i < values.Length; i++)
        {
            var index = first + (i * step);
            values[i] = pixels[index];
            isComplete &= mask[index] == 0 && MissingBins.IsGood(pixels[index], inverseVariance[index]);
            brightest = pixels[index] > pixels[brightest] ? index : brightest;
        }

        strip = new PixelStrip(values, isComplete, 1 / Math.Sqrt(inverseVariance[brightest]));
        return true;
    }
}
