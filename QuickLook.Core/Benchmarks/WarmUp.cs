namespace QuickLook.Core.Benchmarks;

/// <summary>
/// When a program is warm: the runtime compiles in tiers, so that the first runs are slower than the rest. Runs are made until they no longer get faster.
/// </summary>
internal static class WarmUp
{
    /// <summary>Runs that are compared with all before them.</summary>
    private const int Recent = 2;

    /// <summary>Runs before anything is compared.</summary>
    private const int Fewest = 2;

    /// <summary>A run must be faster than the best before it by this share, or else it counts as equal.</summary>
    private const double Gain = 0.03;

    /// <summary>Says whether the times have settled: the last two brought nothing that the ones before them had not.</summary>
    /// <param name="times">Times so far, in order.</param>
    public static bool HasSettled(IReadOnlyList<double> times)
    {
        if (times.Count < Fewest + Recent)
        {
            return false;
        }

        var before = times.Take(times.Count - Recent).Min();
        return times.Skip(times.Count - Recent).Min() >= before * (1 - Gain);
    }
}
