namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>
/// What samples of a time say. The median and its interval of confidence, since times have a long tail: on a machine with other work a mean says as much about the
/// others as about the kernel. The interval is free of any assumption about the distribution: the order statistics between which the median lies with at
/// least 95 % (Conover, "Practical Nonparametric Statistics", section 3.2).
/// </summary>
/// <param name="Median">The middle sample.</param>
/// <param name="Deviation">Median absolute deviation from it, not scaled.</param>
/// <param name="ConfidenceLow">Lower end of the interval of confidence.</param>
/// <param name="ConfidenceHigh">Upper end of the interval of confidence.</param>
/// <param name="Least">The smallest sample.</param>
/// <param name="Most">The largest sample.</param>
/// <param name="Outliers">Samples beyond 1.5 quartile distances outside the quartiles (Tukey). They are counted, never removed.</param>
/// <param name="Count">Number of samples.</param>
public readonly record struct SampleStatistics(
    double Median,
    double Deviation,
    double ConfidenceLow,
    double ConfidenceHigh,
    double Least,
    double Most,
    int Outliers,
    int Count
)
{
    private const double Doubt = 0.05;
    private const double Fence = 1.5;

    /// <summary>Statistics of samples.</summary>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">No samples.</exception>
    public static SampleStatistics Of(ReadOnlySpan<double> samples)
    {
        if (samples.IsEmpty)
        {
            throw new ArgumentException("There is no sample.", nameof(samples));
        }

        var sorted = samples.ToArray();
        Array.Sort(sorted);
        var median = Spread.MedianOf(sorted);
        var deviations = Array.ConvertAll(sorted, sample => Math.Abs(sample - median));
        Array.Sort(deviations);
        var half = (sorted.Length + 1) / 2;
        var (low, high) = (Spread.MedianOf(sorted.AsSpan(0, half)), Spread.MedianOf(sorted.AsSpan(sorted.Length - half)));
        var reach = Fence * (high - low);
        var rank = LowerRank(sorted.Length);
        return new SampleStatistics(
            median,
            Spread.MedianOf(deviations),
            sorted[rank],
            sorted[^(rank + 1)],
            sorted[0],
            sorted[^1],
            sorted.Count(sample => sample < low - reach || sample > high + reach),
            sorted.Length
        );
    }

    /// <summary>
    /// Index of the lower end: as far in as the chance of the median lying below allows, which is binomial with one half. Fewer than six samples cannot promise
    /// 95 %; then it is the smallest one.
    /// </summary>
    /// <param name="count">Number of samples.</param>
    internal static int LowerRank(int count)
    {
        var term = Math.Pow(0.5, count);
        var chance = term;
        var rank = 0;
        for (var k = 1; k <= count; k++)
        {
            term *= (double)(count - k + 1) / k;
            chance += term;
            if (chance > Doubt / 2)
            {
                break;
            }

            rank = k;
        }

        return rank;
    }
}
