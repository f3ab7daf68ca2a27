using QuickLook.Core.Numerics;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Widths of the central parts of a large distribution. All percentiles are found in two passes: values are counted in bins, then those in the bins that
/// hold a wanted rank are set apart and looked at one by one. The numbers are those of <see cref="OrderStatistics.Percentile"/>.
/// </summary>
internal static class CentralWidths
{
    /// <summary>The width of the central part for each percentage; NaN when there are no values.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="percentages">Above 0 and up to 100.</param>
    public static double[] Of(ReadOnlySpan<float> values, params ReadOnlySpan<double> percentages)
    {
        var widths = new double[percentages.Length];
        if (values.IsEmpty)
        {
            Array.Fill(widths, double.NaN);
            return widths;
        }

        var positions = new double[2 * widths.Length];
        var ranks = new int[2 * positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            var half = percentages[i / 2] / 2;
            positions[i] = (50 + (i % 2 == 0 ? -half : half)) / 100 * (values.Length - 1);
            ranks[2 * i] = (int)Math.Floor(positions[i]);
            ranks[(2 * i) + 1] = Math.Min(ranks[2 * i] + 1, values.Length - 1);
        }

        var found = AtRanks(values, ranks);
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = Between(2 * i + 1) - Between(2 * i);
        }

        return widths;

        double Between(int i) => found[2 * i] + ((positions[i] - ranks[2 * i]) * ((double)found[(2 * i) + 1] - found[2 * i]));
    }

    private static float[] AtRanks(ReadOnlySpan<float> values, int[] ranks)
    {
        var bins = new RankBins(values);
        foreach (var rank in ranks)
        {
            bins.Want(rank);
        }

        bins.SetApart(values);
        return Array.ConvertAll(ranks, bins.At);
    }
}
