namespace QuickLook.Core.Benchmarks;

/// <summary>A figure that was measured several times.</summary>
/// <param name="Median">The middle one; of an even number the mean of the two in the middle.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
public readonly record struct Spread(double Median, double Least, double Most)
{
    /// <summary>The spread of some values.</summary>
    /// <param name="values">At least one, in any order.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("A spread needs a value.", nameof(values));
        }

        return new Spread(MedianOf(sorted), sorted[0], sorted[^1]);
    }

    /// <summary>The middle of sorted values.</summary>
    /// <param name="sorted">At least one, ascending.</param>
    internal static double MedianOf(ReadOnlySpan<double> sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
