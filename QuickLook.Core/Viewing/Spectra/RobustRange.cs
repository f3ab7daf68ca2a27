namespace QuickLook.Core.Viewing.Spectra;

/// <summary>The range of values worth seeing when a few are wild.</summary>
public static class RobustRange
{
    /// <summary>Part of the values that is left out below, and as many above.</summary>
    public const double Outside = 0.005;

    private const double Margin = 0.08;

    /// <summary>From the 0.5 to the 99.5 percentile (linear between neighbours), widened by 8 percent on both sides.</summary>
    /// <param name="values">The values in any order; those that are not finite do not count.</param>
    /// <returns>Null when there are none; a range of some width otherwise.</returns>
    public static (double Low, double High)? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return null;
        }

        var low = At(sorted, Outside);
        var high = At(sorted, 1 - Outside);
        var margin = high > low ? Margin * (high - low) : Math.Max(Math.Abs(high) * Margin, 1e-6);
        return (low - margin, high + margin);
    }

    private static double At(double[] sorted, double part)
    {
        var place = part * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
