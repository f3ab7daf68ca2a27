namespace QuickLook.Core.Numerics;

/// <summary>
/// Running median with reflecting ends (<c>d c b a | a b c d | d c b a</c>). The window of an even size reaches one further to the left,
/// and its median is the upper of the two middle values, as in SciPy's <c>median_filter</c>.
/// </summary>
public static class MedianFilter
{
    /// <summary>Filters a series.</summary>
    /// <param name="values">The series, without NaN.</param>
    /// <param name="size">Width of the window, at least 1.</param>
    /// <returns>As many values; none for an empty series.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static double[] Apply(ReadOnlySpan<double> values, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var filtered = new double[values.Length];
        var window = new double[size];
        for (var i = 0; i < values.Length; i++)
        {
            for (var k = 0; k < size; k++)
            {
                window[k] = values[Reflect(i - (size / 2) + k, values.Length)];
            }

            filtered[i] = OrderStatistics.Select(window, size / 2);
        }

        return filtered;
    }

    private static int Reflect(int index, int length)
    {
        var period = 2 * length;
        var folded = ((index % period) + period) % period;
        return folded < length ? folded : period - 1 - folded;
    }
}
