namespace QuickLook.Core.Numerics;

/// <summary>
/// Level and noise of pixels that should all have the same value: mean and standard deviation after clipping at 5 sigma three times,
/// starting from median and median absolute deviation (pipeline.md 3.2.1, <c>overscan</c>).
/// </summary>
/// <param name="Level">Mean of the kept values; the median when <see cref="IsFallback"/>.</param>
/// <param name="Noise">Standard deviation of the kept values, corrected for the clipping.</param>
/// <param name="IsFallback">
/// True when fewer than 5 values would have been kept, as happens when more than half of them are equal: median and median absolute
/// deviation are given instead.
/// </param>
public readonly record struct ClippedLevel(double Level, double Noise, bool IsFallback)
{
    private const double Clip = 5;
    private const int Rounds = 3;
    private const int FewestKept = 5;

    /// <summary>What a Gaussian's standard deviation loses by clipping at 5 sigma: sqrt(1 - 2 n exp(-n²/2) / (sqrt(2 pi) erf(n/sqrt 2))).</summary>
    private const double ClippingLoss = 0.99999256637;

    /// <summary>Sigma of a Gaussian over its median absolute deviation.</summary>
    private const double SigmaPerDeviation = 1.4826;

    /// <summary>Measures.</summary>
    /// <param name="values">At least one finite value; left as they are.</param>
    /// <param name="scratch">As long as <paramref name="values"/>; overwritten.</param>
    /// <exception cref="ArgumentException">No values, or too little scratch.</exception>
    public static ClippedLevel Of(ReadOnlySpan<double> values, Span<double> scratch)
    {
        scratch = scratch[..values.Length];
        values.CopyTo(scratch);
        var level = OrderStatistics.Median(scratch);
        for (var i = 0; i < values.Length; i++)
        {
            scratch[i] = Math.Abs(values[i] - level);
        }

        var noise = SigmaPerDeviation * OrderStatistics.Median(scratch);
        var fallback = new ClippedLevel(level, noise, IsFallback: true);
        for (var round = 0; round < Rounds; round++)
        {
            var limit = Clip * noise;
            var (kept, sum) = SumWithin(values, level, limit);
            if (kept < FewestKept)
            {
                return fallback;
            }

            var mean = sum / kept;
            noise = Math.Sqrt(SquaresWithin(values, level, limit, mean) / kept);
            level = mean;
        }

        return new ClippedLevel(level, noise / ClippingLoss, IsFallback: false);
    }

    private static (int Kept, double Sum) SumWithin(ReadOnlySpan<double> values, double centre, double limit)
    {
        var kept = 0;
        var sum = 0.0;
        foreach (var value in values)
        {
            if (Math.Abs(value - centre) < limit)
            {
                sum += value - centre;
                kept++;
            }
        }

        return (kept, sum + (kept * centre));
    }

    private static double SquaresWithin(ReadOnlySpan<double> values, double centre, double limit, double mean)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            if (Math.Abs(value - centre) < limit)
            {
                sum += (value - mean) * (value - mean);
            }
        }

        return sum;
    }
}
