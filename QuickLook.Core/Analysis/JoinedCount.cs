namespace QuickLook.Core.Analysis;

/// <summary>How many exposures have two quantities, and how many only one of them.</summary>
/// <param name="Both">Exposures with both: the ones that can be set against each other.</param>
/// <param name="OnlyFirst">Exposures with the first alone.</param>
/// <param name="OnlySecond">Exposures with the second alone.</param>
public readonly record struct JoinedCount(int Both, int OnlyFirst, int OnlySecond)
{
    /// <summary>Counts; a value that is not finite is none.</summary>
    /// <param name="first">The first quantity.</param>
    /// <param name="firstElement">Index of its element, from 0.</param>
    /// <param name="second">The second quantity.</param>
    /// <param name="secondElement">Index of its element, from 0.</param>
    public static JoinedCount Of(Series first, int firstElement, Series second, int secondElement)
    {
        var firsts = KeysOf(first, firstElement);
        var seconds = KeysOf(second, secondElement);
        var both = firsts.Count(seconds.Contains);
        return new JoinedCount(both, firsts.Count - both, seconds.Count - both);
    }

    private static HashSet<long> KeysOf(Series series, int element) =>
        [.. series.Points.Where(point => ElementSummary.Has(point, element)).Select(point => point.ExposureKey)];
}
