using System.Buffers;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Level and noise of raw overscan pixels from how often each value occurs: what <see cref="ClippedLevel"/> measures, without selecting or visiting pixels
/// one by one, because raw pixels are whole numbers that differ little. Pixels that are not whole numbers, or differ much, are not measured here.
/// </summary>
internal static class PixelCounts
{
    private const double Clip = 5;
    private const int Rounds = 3;
    private const int FewestKept = 5;
    private const double ClippingLoss = 0.99999256637;
    private const double SigmaPerDeviation = 1.4826;

    private const int LargestRowRange = 256;
    private const int LargestRange = 1 << 16;

    /// <summary>Measures one row.</summary>
    /// <param name="row">Raw pixels, ADU.</param>
    /// <param name="level">Level and noise.</param>
    /// <returns>False when the pixels are not whole numbers within a small range.</returns>
    public static bool TryMeasure(ReadOnlySpan<float> row, out ClippedLevel level)
    {
        level = default;
        if (!TryRange(row, LargestRowRange, out var lowest, out var range))
        {
            return false;
        }

        Span<int> counts = stackalloc int[LargestRowRange];
        counts = counts[..range];
        counts.Clear();
        Count(row, lowest, counts);
        level = Measure(counts, lowest, row.Length);
        return true;
    }

    /// <summary>Measures a whole section.</summary>
    /// <param name="raw">The raw image, ADU.</param>
    /// <param name="section">The section.</param>
    /// <param name="level">Level and noise.</param>
    /// <returns>False when the pixels are not whole numbers within the range of a 16-bit converter.</returns>
    public static bool TryMeasure(Plane<float> raw, DetectorSection section, out ClippedLevel level)
    {
        level = default;
        var (lowest, highest) = (int.MaxValue, int.MinValue);
        for (var row = section.Row; row < section.EndRow; row++)
        {
            if (!TryRange(raw.Row(row).Slice(section.Column, section.Width), LargestRange, out var low, out var width))
            {
                return false;
            }

            lowest = Math.Min(lowest, low);
            highest = Math.Max(highest, low + width - 1);
        }

        var range = highest - lowest + 1;
        if (range > LargestRange)
        {
            return false;
        }

        var rented = ArrayPool<int>.Shared.Rent(range);
        var counts = rented.AsSpan(0, range);
        counts.Clear();
        for (var row = section.Row; row < section.EndRow; row++)
        {
            Count(raw.Row(row).Slice(section.Column, section.Width), lowest, counts);
        }

        level = Measure(counts, lowest, section.Height * section.Width);
        ArrayPool<int>.Shared.Return(rented);
        return true;
    }

    private static bool TryRange(ReadOnlySpan<float> pixels, int largestRange, out int lowest, out int range)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        var isWhole = true;
        foreach (var pixel in pixels)
        {
            isWhole &= pixel == MathF.Truncate(pixel);
            low = MathF.Min(low, pixel);
            high = MathF.Max(high, pixel);
        }

        // A NaN makes the comparison false.
        var isUsable = isWhole && high - low < largestRange && Math.Abs(low) < LargestRange;
        lowest = isUsable ? (int)low : 0;
        range = isUsable ? (int)(high - low) + 1 : 0;
        return isUsable;
    }

    private static void Count(ReadOnlySpan<float> pixels, int lowest, Span<int> counts)
    {
        foreach (var pixel in pixels)
        {
            counts[(int)pixel - lowest]++;
        }
    }

    private static ClippedLevel Measure(ReadOnlySpan<int> counts, int lowest, int total)
    {
        var level = Median(counts, lowest, total);
        var noise = SigmaPerDeviation * MedianDeviation(counts, lowest, total, level);
        var fallback = new ClippedLevel(level, noise, IsFallback: true);
        for (var round = 0; round < Rounds; round++)
        {
            var limit = Clip * noise;
            var kept = 0;
            var sum = 0.0;
            for (var i = 0; i < counts.Length; i++)
            {
                var away = lowest + i - level;
                if (Math.Abs(away) < limit)
                {
                    sum += counts[i] * away;
                    kept += counts[i];
                }
            }

            if (kept < FewestKept)
            {
                return fallback;
            }

            var mean = level + (sum / kept);
            var squares = 0.0;
            for (var i = 0; i < counts.Length; i++)
            {
                var value = lowest + i;
                if (Math.Abs(value - level) < limit)
                {
                    squares += counts[i] * ((value - mean) * (value - mean));
                }
            }

            noise = Math.Sqrt(squares / kept);
            level = mean;
        }

        return new ClippedLevel(level, noise / ClippingLoss, IsFallback: false);
    }

    private static double Median(ReadOnlySpan<int> counts, int lowest, int total)
    {
        var upper = IndexAt(counts, total / 2);
        var lower = total % 2 == 1 ? upper : IndexAt(counts, (total / 2) - 1);
        return lowest + ((lower + upper) / 2.0);
    }

    private static int IndexAt(ReadOnlySpan<int> counts, int rank)
    {
        var index = 0;
        for (var below = counts[0]; below <= rank; below += counts[index])
        {
            index++;
        }

        return index;
    }

    /// <summary>Median of the distances from a level: values are taken from it outwards, the nearer side first.</summary>
    private static double MedianDeviation(ReadOnlySpan<int> counts, int lowest, int total, double level)
    {
        var left = (int)Math.Floor(level - lowest);
        var right = left + 1;
        var taken = 0;
        var lower = -1.0;
        while (true)
        {
            var toLeft = left >= 0 ? level - (lowest + left) : double.PositiveInfinity;
            var toRight = right < counts.Length ? lowest + right - level : double.PositiveInfinity;
            var distance = Math.Min(toLeft, toRight);
            taken += toLeft <= toRight ? counts[left--] : counts[right++];
            if (lower < 0 && total % 2 == 0 && taken >= total / 2)
            {
                lower = distance;
            }

            if (taken > total / 2)
            {
                return total % 2 == 1 ? distance : (lower + distance) / 2;
            }
        }
    }
}
