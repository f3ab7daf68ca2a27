using System.Collections.Immutable;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>Values by fiber, joined by the fibers' numbers. Immutable.</summary>
public sealed record FiberSeries
{
    /// <summary>What tells it from other series of its metric: <c>x</c>, <c>ELG</c>, <c>r</c>; empty for the only one.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Where it stands in a metric of nested arrays, outermost first; empty for a flat array.</summary>
    public ImmutableArray<int> Path { get; init; } = [];

    /// <summary>Fiber numbers, 0 to 4999, ascending, none twice.</summary>
    public ImmutableArray<int> Fibers { get; init; } = [];

    /// <summary>One value per fiber; NaN where the document has none.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>How many fibers have a value.</summary>
    public int Known => Values.Count(double.IsFinite);

    /// <summary>The value of a fiber.</summary>
    /// <param name="fiber">Its number, 0 to 4999.</param>
    /// <returns>NaN when the series does not have the fiber, or no value for it.</returns>
    public double Of(int fiber)
    {
        var at = Fibers.BinarySearch(fiber);
        return at < 0 ? double.NaN : Values[at];
    }

    /// <summary>A series of pairs in any order; of a fiber that comes twice the first one counts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="path">Its place in a nested metric.</param>
    /// <param name="pairs">Fiber number and value.</param>
    public static FiberSeries Of(string name, ImmutableArray<int> path, IEnumerable<(int Fiber, double Value)> pairs)
    {
        var values = new SortedDictionary<int, double>();
        foreach (var (fiber, value) in pairs)
        {
            values.TryAdd(fiber, value);
        }

        return new FiberSeries
        {
            Name = name,
            Path = path,
            Fibers = [.. values.Keys],
            Values = [.. values.Values],
        };
    }
}
