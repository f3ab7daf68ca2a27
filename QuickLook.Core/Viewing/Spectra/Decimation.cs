using System.Collections.Immutable;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>
/// Makes a long line short enough for a screen without hiding anything that would be seen: of each bucket of neighbouring points the lowest and the highest are
/// kept, where they are. A spike one bin wide stays as high as it is.
/// </summary>
public static class Decimation
{
    /// <summary>Positions of the points to keep.</summary>
    /// <param name="values">The values; NaN has none.</param>
    /// <param name="most">How many may be kept, at least 2.</param>
    /// <returns>Ascending positions, at most <paramref name="most"/>; all of them when there are no more. A bucket without any value keeps its first point, so that a gap stays a gap.</returns>
    public static ImmutableArray<int> Keep(ImmutableArray<double> values, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (values.Length <= most)
        {
            return [.. Enumerable.Range(0, values.Length)];
        }

        var buckets = most / 2;
        var kept = ImmutableArray.CreateBuilder<int>(most);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var from = (int)((long)bucket * values.Length / buckets);
            var to = (int)((long)(bucket + 1) * values.Length / buckets);
            var (low, high) = (-1, -1);
            for (var i = from; i < to; i++)
            {
                if (double.IsFinite(values[i]))
                {
                    low = low < 0 || values[i] < values[low] ? i : low;
                    high = high < 0 || values[i] > values[high] ? i : high;
                }
            }

            var first = low < 0 ? from : Math.Min(low, high);
            kept.Add(first);
            if (Math.Max(low, high) > first)
            {
                kept.Add(Math.Max(low, high));
            }
        }

        return kept.ToImmutable();
    }
}
