using System.Collections.Immutable;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Analysis;

/// <summary>
/// Many values as a few: the lowest, the median and the highest of each part of the time, so that a single value far away is still seen however many there are.
/// </summary>
public static class Envelope
{
    /// <summary>Gathers values by equal parts of the time.</summary>
    /// <param name="times">When each value was taken, in any unit and any order.</param>
    /// <param name="values">The values, as many.</param>
    /// <param name="low">Where the first part begins.</param>
    /// <param name="high">Where the last part ends, itself included.</param>
    /// <param name="bins">How many parts, at least 1.</param>
    /// <returns>In order of time, the parts that have a value. What is not finite and what lies outside of the ends is left out.</returns>
    /// <exception cref="ArgumentException">As many times as values are needed, and ends in order.</exception>
    public static ImmutableArray<EnvelopeBin> Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double low, double high, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (times.Length != values.Length || !(high >= low))
        {
            throw new ArgumentException("There are as many times as values, and the ends are in order.", nameof(times));
        }

        // Sorted by counting: how many values each part has, then each value to its place.
        var starts = new int[bins + 1];
        for (var i = 0; i < times.Length; i++)
        {
            if (BinOf(times[i], values[i], low, high, bins) is >= 0 and var bin)
            {
                starts[bin + 1]++;
            }
        }

        for (var bin = 0; bin < bins; bin++)
        {
            starts[bin + 1] += starts[bin];
        }

        var sorted = new double[starts[bins]];
        var filled = new int[bins];
        var first = new double[bins];
        var last = new double[bins];
        Array.Fill(first, double.PositiveInfinity);
        Array.Fill(last, double.NegativeInfinity);
        for (var i = 0; i < times.Length; i++)
        {
            if (BinOf(times[i], values[i], low, high, bins) is >= 0 and var bin)
            {
                sorted[starts[bin] + filled[bin]++] = values[i];
                first[bin] = Math.Min(first[bin], times[i]);
                last[bin] = Math.Max(last[bin], times[i]);
            }
        }

        var found = ImmutableArray.CreateBuilder<EnvelopeBin>();
        for (var bin = 0; bin < bins; bin++)
        {
            var own = sorted.AsSpan(starts[bin]..starts[bin + 1]);
            if (!own.IsEmpty)
            {
                var (least, most) = Ends(own);
                found.Add(new EnvelopeBin(first[bin], last[bin], least, OrderStatistics.Median(own), most, own.Length));
            }
        }

        return found.ToImmutable();
    }

    private static int BinOf(double time, double value, double low, double high, int bins)
    {
        if (!double.IsFinite(value) || !(time >= low && time <= high))
        {
            return -1;
        }

        return high > low ? Math.Min((int)((time - low) / (high - low) * bins), bins - 1) : 0;
    }

    private static (double Least, double Most) Ends(ReadOnlySpan<double> values)
    {
        var (least, most) = (values[0], values[0]);
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return (least, most);
    }
}
