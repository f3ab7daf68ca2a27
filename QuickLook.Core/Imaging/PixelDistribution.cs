using System.Numerics.Tensors;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Imaging;

/// <summary>How bright the pixels of an image are: what limits of a picture are chosen from. Immutable, thread-safe.</summary>
public sealed class PixelDistribution
{
    /// <summary>Pixels that percentiles are taken from, at most.</summary>
    private const int MostSamples = 1 << 17;

    private readonly float[] sorted;

    private PixelDistribution(PixelLimits extremes, long numbers, PixelLimits zscale, float[] sorted)
    {
        Extremes = extremes;
        Numbers = numbers;
        ZScale = zscale;
        this.sorted = sorted;
    }

    /// <summary>The least and the most of all pixels; 0 to 1 when none is a number.</summary>
    public PixelLimits Extremes { get; }

    /// <summary>How many pixels are numbers.</summary>
    public long Numbers { get; }

    /// <summary>Limits of IRAF's zscale.</summary>
    public PixelLimits ZScale { get; }

    /// <summary>Looks at an image.</summary>
    /// <param name="image">The image; pixels that are no numbers do not count.</param>
    public static PixelDistribution Of(Plane<float> image)
    {
        var (least, most, numbers) = (float.PositiveInfinity, float.NegativeInfinity, 0L);
        for (var row = 0; row < image.Height; row++)
        {
            var (low, high, count) = Look(image.Row(row));
            (least, most, numbers) = (Math.Min(least, low), Math.Max(most, high), numbers + count);
        }

        if (numbers == 0)
        {
            return new PixelDistribution(new PixelLimits(0, 1), 0, new PixelLimits(0, 1), []);
        }

        var stride = (long)Math.Max(1.0, (double)numbers / Imaging.ZScale.Samples);
        var forZScale = Every(image, numbers, stride, Imaging.ZScale.Samples);
        var samples = Every(image, numbers, WithoutPattern((numbers + MostSamples - 1) / MostSamples, image.Width), MostSamples);
        Array.Sort(samples);
        var zscale = Imaging.ZScale.Of(Array.ConvertAll(forZScale, value => (double)value));
        return new PixelDistribution(PixelLimits.Around(least, most), numbers, zscale, samples);
    }

    /// <summary>
    /// The values below which these parts of the pixels are, between neighbours linearly; from 131072 pixels that lie evenly over the image, so that an end of
    /// less than a thousandth of a per cent is not told apart from the extremes.
    /// </summary>
    /// <param name="low">Per cent, 0 to 100.</param>
    /// <param name="high">Per cent, above <paramref name="low"/>.</param>
    public PixelLimits Percentiles(double low, double high) =>
        sorted.Length == 0 ? new PixelLimits(0, 1) : PixelLimits.Around(Percentile(low), Percentile(high));

    private double Percentile(double percent)
    {
        var place = Math.Clamp(percent / 100, 0, 1) * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static (float Least, float Most, int Numbers) Look(ReadOnlySpan<float> row)
    {
        if (TensorPrimitives.Min(row) is var low && TensorPrimitives.Max(row) is var high && float.IsFinite(low) && float.IsFinite(high))
        {
            return (low, high, row.Length);
        }

        var (least, most, numbers) = (float.PositiveInfinity, float.NegativeInfinity, 0);
        foreach (var value in row)
        {
            if (float.IsFinite(value))
            {
                (least, most, numbers) = (Math.Min(least, value), Math.Max(most, value), numbers + 1);
            }
        }

        return (least, most, numbers);
    }

    /// <summary>A step that does not come back to the same columns row after row.</summary>
    private static long WithoutPattern(long stride, int width)
    {
        while (stride > 1 && System.Numerics.BigInteger.GreatestCommonDivisor(stride, width) != 1)
        {
            stride++;
        }

        return stride;
    }

    /// <summary>Every so-manieth of the pixels that are numbers, in the order of the image.</summary>
    private static float[] Every(Plane<float> image, long numbers, long stride, int most)
    {
        var taken = new float[(int)Math.Min(most, ((numbers - 1) / stride) + 1)];
        var pixels = image.Span;
        if (numbers == pixels.Length)
        {
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i] = pixels[(int)(i * stride)];
            }

            return taken;
        }

        var (number, found) = (0L, 0);
        for (var i = 0; i < pixels.Length && found < taken.Length; i++)
        {
            if (float.IsFinite(pixels[i]) && number++ % stride == 0)
            {
                taken[found++] = pixels[i];
            }
        }

        return taken;
    }
}
