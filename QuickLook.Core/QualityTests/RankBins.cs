using QuickLook.Core.Numerics;

namespace QuickLook.Core.QualityTests;

/// <summary>Values counted in bins of ascending order, so that only the few in the bins of wanted ranks have to be ordered.</summary>
internal sealed class RankBins
{
    private const int Bins = 4096;
    private const double DeviationsToEachSide = 5;

    private readonly int[] counts = new int[Bins];
    private readonly float[]?[] apart = new float[]?[Bins];
    private readonly float lowest;
    private readonly float perUnit;

    /// <summary>Counts values in bins of equal width within a few deviations of the mean, the outermost ones open: any ascending division would do.</summary>
    /// <param name="values">At least one, all finite.</param>
    public RankBins(ReadOnlySpan<float> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / values.Length;
        var deviation = Math.Sqrt(Math.Max(0, (squares / values.Length) - (mean * mean)));
        var half = DeviationsToEachSide * (deviation > 0 ? deviation : 1);
        (lowest, perUnit) = ((float)(mean - half), (float)(Bins / (2 * half)));
        foreach (var value in values)
        {
            counts[BinOf(value)]++;
        }
    }

    /// <summary>Makes room for the values among which a rank is.</summary>
    /// <param name="rank">From 0, below the number of values.</param>
    public void Want(int rank)
    {
        var (bin, _) = Locate(rank);
        apart[bin] ??= new float[counts[bin]];
    }

    /// <summary>Sets the values of the wanted bins apart.</summary>
    /// <param name="values">The same values.</param>
    public void SetApart(ReadOnlySpan<float> values)
    {
        var next = new int[Bins];
        foreach (var value in values)
        {
            var bin = BinOf(value);
            if (apart[bin] is { } room)
            {
                room[next[bin]++] = value;
            }
        }
    }

    /// <summary>The value of a wanted rank.</summary>
    /// <param name="rank">From 0.</param>
    public float At(int rank)
    {
        var (bin, within) = Locate(rank);
        return OrderStatistics.Select(apart[bin], within);
    }

    private (int Bin, int Within) Locate(int rank)
    {
        var bin = 0;
        for (; rank >= counts[bin]; bin++)
        {
            rank -= counts[bin];
        }

        return (bin, rank);
    }

    private int BinOf(float value) => (int)Math.Clamp((value - lowest) * perUnit, 0f, Bins - 1f);
}
