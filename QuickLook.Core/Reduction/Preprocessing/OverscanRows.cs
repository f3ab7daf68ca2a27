using System.Buffers;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>The bias level of an amplifier, measured row by row on its overscan (pipeline.md 3.2.2).</summary>
internal sealed class OverscanRows
{
    private const int SmoothingRows = 7;
    private const int IgnoredEndRows = 50;

    private OverscanRows(double[] levels, double[] noises, int fallbackRows, int unusableRows)
    {
        Levels = levels;
        Noises = noises;
        FallbackRows = fallbackRows;
        UnusableRows = unusableRows;
    }

    /// <summary>Level of each row, ADU; interpolated where the row's own cannot be used.</summary>
    public double[] Levels { get; }

    /// <summary>Noise of each row, ADU.</summary>
    public double[] Noises { get; }

    /// <summary>Rows in which too many pixels are equal to be clipped.</summary>
    public int FallbackRows { get; }

    /// <summary>Rows that were interpolated.</summary>
    public int UnusableRows { get; }

    /// <summary>Measures all rows.</summary>
    /// <param name="raw">The raw image, ADU.</param>
    /// <param name="amplifier">The amplifier.</param>
    /// <param name="isMasked">True for a row of the amplifier, from 0, whose data are entirely masked; null when there is no mask.</param>
    /// <returns>The levels; null when no row has usable pixels.</returns>
    public static OverscanRows? Measure(Plane<float> raw, RawAmplifier amplifier, bool[]? isMasked)
    {
        var section = amplifier.Bias;
        var levels = new double[section.Height];
        var noises = new double[section.Height];
        var isUnusable = new bool[section.Height];
        var buffer = ArrayPool<double>.Shared.Rent(2 * section.Width);
        var fallbackRows = 0;
        for (var row = 0; row < section.Height; row++)
        {
            var pixels = raw.Row(section.Row + row).Slice(section.Column, section.Width);
            if (!PixelCounts.TryMeasure(pixels, out var measured) && !TryMeasureAny(pixels, buffer, out measured))
            {
                isUnusable[row] = true;
                continue;
            }

            levels[row] = measured.Level;
            noises[row] = measured.Noise;
            fallbackRows += measured.IsFallback ? 1 : 0;
        }

        ArrayPool<double>.Shared.Return(buffer);
        if (Array.TrueForAll(isUnusable, unusable => unusable))
        {
            return null;
        }

        Interpolate(levels, isUnusable);
        BrightEdge.MarkRows(raw, amplifier, levels, isUnusable);
        for (var row = 0; isMasked is not null && row < isMasked.Length; row++)
        {
            isUnusable[row] |= isMasked[row];
        }

        var unusableRows = Interpolate(levels, isUnusable);
        return new OverscanRows(levels, noises, fallbackRows, unusableRows);
    }

    /// <summary>
    /// Range (largest minus smallest) of the differences from row to row of the smoothed level, ADU. A step in the level is a large
    /// difference between two rows, a slow drift is not. Differences that begin in the first or last 50 rows are ignored, unless there are too
    /// few rows for that.
    /// </summary>
    public double Step()
    {
        var smooth = MedianFilter.Apply(Levels, SmoothingRows);
        var ignored = smooth.Length >= (2 * IgnoredEndRows) + 3 ? IgnoredEndRows : 0;
        var smallest = double.PositiveInfinity;
        var largest = double.NegativeInfinity;
        var end = Math.Min(smooth.Length - ignored, smooth.Length - 1);
        for (var row = ignored; row < end; row++)
        {
            var difference = smooth[row + 1] - smooth[row];
            smallest = Math.Min(smallest, difference);
            largest = Math.Max(largest, difference);
        }

        return largest >= smallest ? largest - smallest : 0;
    }

    private static bool TryMeasureAny(ReadOnlySpan<float> pixels, Span<double> buffer, out ClippedLevel measured)
    {
        var finite = OverscanPixels.CopyFinite(pixels, buffer);
        measured = finite == 0 ? default : ClippedLevel.Of(buffer[..finite], buffer[pixels.Length..]);
        return finite > 0;
    }

    /// <summary>Replaces levels that cannot be used by a straight line between their neighbours; at the ends by the nearest one.</summary>
    private static int Interpolate(double[] levels, bool[] isUnusable)
    {
        var replaced = 0;
        var before = -1;
        for (var row = 0; row < levels.Length; row++)
        {
            if (!isUnusable[row])
            {
                before = row;
                continue;
            }

            var after = Array.IndexOf(isUnusable, false, row);
            if (before < 0 && after < 0)
            {
                return 0;
            }

            levels[row] =
                after < 0 ? levels[before]
                : before < 0 ? levels[after]
                : levels[before] + ((levels[after] - levels[before]) * (row - before) / (after - before));
            replaced++;
        }

        return replaced;
    }
}
