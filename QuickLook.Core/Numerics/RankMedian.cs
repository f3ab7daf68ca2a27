using System.Numerics;
using System.Runtime.InteropServices;

namespace QuickLook.Core.Numerics;

/// <summary>
/// The median of a few dozen numbers by counting: a value is the one of rank k when fewer than k + 1 are smaller and more than k are not larger. Counting is
/// done for many numbers at once and has no branch to mispredict; where values repeat, as pixels of an overscan do, few candidates are needed.
/// </summary>
public static class RankMedian
{
    /// <summary>Above this, counting for each candidate costs more than selection.</summary>
    private const int MostValues = 128;

    /// <summary>The median; of an even count the mean of the two middle values, in double precision.</summary>
    /// <param name="values">At least one value, none of them NaN; reordered when there are many.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double Of(Span<float> values)
    {
        if (values.Length is 0 or > MostValues)
        {
            return OrderStatistics.Median(values);
        }

        var upperRank = values.Length / 2;
        var lowerRank = (values.Length - 1) / 2;
        var (lower, upper) = (float.NaN, float.NaN);
        foreach (var candidate in values)
        {
            var (smaller, notLarger) = Count(values, candidate);
            lower = smaller <= lowerRank && lowerRank < notLarger ? candidate : lower;
            upper = smaller <= upperRank && upperRank < notLarger ? candidate : upper;
            if (!float.IsNaN(lower) && !float.IsNaN(upper))
            {
                break;
            }
        }

        return ((double)lower + upper) / 2;
    }

    private static (int Smaller, int NotLarger) Count(ReadOnlySpan<float> values, float candidate)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var limit = new Vector<float>(candidate);
        var (smaller, notLarger) = (Vector<int>.Zero, Vector<int>.Zero);
        foreach (var vector in vectors)
        {
            // A lane that is true is -1.
            smaller -= Vector.LessThan(vector, limit);
            notLarger -= Vector.LessThanOrEqual(vector, limit);
        }

        var (less, notMore) = (Vector.Sum(smaller), Vector.Sum(notLarger));
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            less += value < candidate ? 1 : 0;
            notMore += value <= candidate ? 1 : 0;
        }

        return (less, notMore);
    }
}
