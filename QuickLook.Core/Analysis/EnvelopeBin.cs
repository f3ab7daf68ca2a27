namespace QuickLook.Core.Analysis;

/// <summary>What became of the values in a part of the time.</summary>
/// <param name="First">Time of its first value.</param>
/// <param name="Last">Time of its last value.</param>
/// <param name="Least">The lowest value.</param>
/// <param name="Median">The median.</param>
/// <param name="Most">The highest value.</param>
/// <param name="Count">How many values; at least one.</param>
public readonly record struct EnvelopeBin(double First, double Last, double Least, double Median, double Most, int Count)
{
    /// <summary>Between its first and its last value.</summary>
    public double Middle => First + ((Last - First) / 2);
}
