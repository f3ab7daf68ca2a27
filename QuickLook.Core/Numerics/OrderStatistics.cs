using System.Numerics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Median and percentiles without a full sort: Hoare's selection with a pivot from a small sample (the idea of Floyd and Rivest, "Expected time bounds
/// for selection", 1975), linear on average, and indifferent to many equal values, which raw pixels have. Values must be numbers; NaN gives an
/// undefined order.
/// </summary>
public static class OrderStatistics
{
    /// <summary>Odd, so that a sample has a middle.</summary>
    private const int SampleSize = 31;
    private const int FewestToSample = 4 * SampleSize;

    /// <summary>Which values a partition brings forward. NaN counts as equal to anything, so that a selection comes to an end with it.</summary>
    private interface ISide
    {
        /// <summary>1 for a value that moves to the front, else 0.</summary>
        static abstract int Moves<T>(T value, T pivot)
            where T : unmanaged, IFloatingPoint<T>;
    }

    /// <summary>The median; of an even count the mean of the two middle values (pipeline.md 0.2).</summary>
    /// <param name="values">At least one value; reordered.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("A median needs at least one value.", nameof(values));
        }

        var middle = values.Length / 2;
        var upper = Select(values, middle);
        return values.Length % 2 == 1 ? upper : (Largest<double>(values[..middle]) + upper) / 2;
    }

    /// <summary>The median of single-precision values; of an even count the mean of the two middle values, in double precision.</summary>
    /// <param name="values">At least one value; reordered.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double Median(Span<float> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("A median needs at least one value.", nameof(values));
        }

        var middle = values.Length / 2;
        var upper = Select(values, middle);
        return values.Length % 2 == 1 ? upper : ((double)Largest<float>(values[..middle]) + upper) / 2;
    }

    /// <summary>The median of values that stay as they are.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="scratch">At least as long; its beginning is overwritten.</param>
    /// <exception cref="ArgumentException">No values, or too little scratch.</exception>
    public static double MedianOf(ReadOnlySpan<double> values, Span<double> scratch)
    {
        values.CopyTo(scratch);
        return Median(scratch[..values.Length]);
    }

    /// <summary>The median of single-precision values that stay as they are.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="scratch">At least as long; its beginning is overwritten.</param>
    /// <exception cref="ArgumentException">No values, or too little scratch.</exception>
    public static double MedianOf(ReadOnlySpan<float> values, Span<float> scratch)
    {
        values.CopyTo(scratch);
        return Median(scratch[..values.Length]);
    }

    /// <summary>A percentile, linear between order statistics at position <c>percent / 100 * (n - 1)</c> (pipeline.md A.2).</summary>
    /// <param name="values">At least one value; reordered.</param>
    /// <param name="percent">0 to 100.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not a percentage.</exception>
    public static double Percentile(Span<double> values, double percent)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("A percentile needs at least one value.", nameof(values));
        }

        if (!(percent is >= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage lies between 0 and 100.");
        }

        var position = percent / 100 * (values.Length - 1);
        var below = (int)Math.Floor(position);
        var low = Select(values, below);
        if (below == values.Length - 1)
        {
            return low;
        }

        var high = Smallest(values[(below + 1)..]);
        return low + ((position - below) * (high - low));
    }

    /// <summary>
    /// The value that a full sort would put at <paramref name="index"/>. Afterwards nothing before that index is larger and nothing after
    /// it is smaller.
    /// </summary>
    /// <param name="values">The values; reordered.</param>
    /// <param name="index">Position from 0.</param>
    public static double Select(Span<double> values, int index) => Partition(values, index);

    /// <summary>The same for single-precision values.</summary>
    /// <param name="values">The values; reordered.</param>
    /// <param name="index">Position from 0.</param>
    public static float Select(Span<float> values, int index) => Partition(values, index);

    private static T Partition<T>(Span<T> values, int index)
        where T : unmanaged, IFloatingPoint<T>
    {
        var left = 0;
        var right = values.Length - 1;
        while (left < right)
        {
            var pivot = Pivot(values[left..(right + 1)], index - left);
            var begin = left + MoveForward<T, Below>(values[left..(right + 1)], pivot);
            if (index < begin)
            {
                right = begin - 1;
                continue;
            }

            // What is equal to the pivot comes next: with many ties it is most of the rest.
            var end = begin + MoveForward<T, NotAbove>(values[begin..(right + 1)], pivot);
            if (index < end)
            {
                break;
            }

            left = end;
        }

        return values[index];
    }

    /// <summary>Lomuto's partition without a branch on the data: which way a value goes cannot be foreseen, and a wrong guess costs more than a move.</summary>
    /// <returns>How many values were moved to the front.</returns>
    private static int MoveForward<T, TSide>(Span<T> values, T pivot)
        where T : unmanaged, IFloatingPoint<T>
        where TSide : struct, ISide
    {
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = values[count];
            values[count] = value;
            count += TSide.Moves(value, pivot);
        }

        return count;
    }

    /// <summary>A value near the wanted position: that of a sample spread over all values, which for few values are three.</summary>
    private static T Pivot<T>(ReadOnlySpan<T> values, int index)
        where T : unmanaged, IFloatingPoint<T>
    {
        if (values.Length < FewestToSample)
        {
            return MedianOfThree(values[0], values[(values.Length - 1) / 2], values[^1]);
        }

        Span<T> sample = stackalloc T[SampleSize];
        var stride = values.Length / SampleSize;
        for (var k = 0; k < SampleSize; k++)
        {
            sample[k] = values[(k * stride) + (stride / 2)];
        }

        // Where the wanted value is in the sample, and a little beyond it on the side of the larger part, which then falls away.
        var place = (int)((long)index * SampleSize / values.Length);
        place += 2 * index < values.Length ? 1 : -1;
        return Partition(sample, Math.Clamp(place, 0, SampleSize - 1));
    }

    private static T MedianOfThree<T>(T a, T b, T c)
        where T : unmanaged, IFloatingPoint<T> => T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));

    private static T Largest<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPoint<T>
    {
        var largest = values[0];
        foreach (var value in values)
        {
            largest = T.Max(largest, value);
        }

        return largest;
    }

    private static double Smallest(ReadOnlySpan<double> values)
    {
        var smallest = values[0];
        foreach (var value in values)
        {
            smallest = Math.Min(smallest, value);
        }

        return smallest;
    }

    private readonly struct Below : ISide
    {
        public static int Moves<T>(T value, T pivot)
            where T : unmanaged, IFloatingPoint<T> => value < pivot ? 1 : 0;
    }

    private readonly struct NotAbove : ISide
    {
        public static int Moves<T>(T value, T pivot)
            where T : unmanaged, IFloatingPoint<T> => value > pivot ? 0 : 1;
    }
}
