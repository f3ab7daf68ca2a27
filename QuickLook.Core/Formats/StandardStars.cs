namespace QuickLook.Core.Formats;

/// <summary>Which fibers are on standard stars (pipeline.md 1.4, the later of the two rules).</summary>
internal static class StandardStars
{
    private const long Survey = TargetBits.StandardFaint | TargetBits.StandardBright;
    private const long Gaia = MilkyWayBits.GaiaStandardFaint | MilkyWayBits.GaiaStandardBright;

    /// <summary>Bit of FA_TYPE: fiber assignment placed the fiber on a standard star.</summary>
    private const int AssignedStandard = 2;

    /// <summary>Bit of FIBERSTATUS with which a fiber does not serve as standard.</summary>
    private const int Unusable = 1 << 14;

    /// <summary>
    /// Marks the rows: standard by the bits of DESI_TARGET or MWS_TARGET; where these give none in the whole exposure, by FA_TYPE; and of those the
    /// ones whose FIBERSTATUS does not forbid it.
    /// </summary>
    /// <param name="rows">All rows of an exposure.</param>
    public static IEnumerable<FibermapRow> Mark(IReadOnlyCollection<FibermapRow> rows)
    {
        Func<FibermapRow, bool> isStandard = rows.Any(IsTargeted) ? IsTargeted : row => (row.FiberAssignType & AssignedStandard) != 0;
        return rows.Select(row => row with { IsStandard = isStandard(row) && (row.FiberStatus & Unusable) == 0 });
    }

    private static bool IsTargeted(FibermapRow row) => row.Has(Survey) || (row.MilkyWayTarget & Gaia) != 0;
}
