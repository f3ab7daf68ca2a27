using System.Collections.Immutable;

namespace QuickLook.Web.Plots;

/// <summary>A line of the tooltip of every point of a trace: numbers, or words out of a short list.</summary>
public sealed record TipField
{
    private TipField() { }

    /// <summary>What it is: <c>RA</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Unit behind the number; empty when it has none.</summary>
    public string Unit { get; private init; } = string.Empty;

    /// <summary>Digits behind the point.</summary>
    public int Digits { get; private init; }

    /// <summary>The numbers, one per point; NaN where there is none. For words, their positions in <see cref="Words"/>.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>For whole numbers how many places they fill, zeros in front; 0 for numbers with <see cref="Digits"/>, words too.</summary>
    public int Places { get; private init; }

    /// <summary>The words that <see cref="Values"/> point to; empty for numbers.</summary>
    public ImmutableArray<string> Words { get; private init; } = [];

    /// <summary>Numbers.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="unit">Their unit.</param>
    /// <param name="digits">Digits behind the point.</param>
    /// <param name="values">One per point.</param>
    public static TipField Number(string name, string unit, int digits, IEnumerable<double> values) =>
        new()
        {
            Name = name,
            Unit = unit,
            Digits = digits,
            Values = [.. values],
        };

    /// <summary>Whole numbers with leading zeros, such as those of exposures.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="places">How many places they fill.</param>
    /// <param name="values">One per point; negative for none.</param>
    public static TipField Whole(string name, int places, IEnumerable<int> values) =>
        new()
        {
            Name = name,
            Places = places,
            Values = [.. values.Select(value => (double)value)],
        };

    /// <summary>Words.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="words">One per point.</param>
    public static TipField Text(string name, IEnumerable<string> words)
    {
        var known = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = ImmutableArray.CreateBuilder<double>();
        foreach (var word in words)
        {
            if (!places.TryGetValue(word, out var place))
            {
                places[word] = place = known.Count;
                known.Add(word);
            }

            values.Add(place);
        }

        return new TipField
        {
            Name = name,
            Values = values.ToImmutable(),
            Words = [.. known],
        };
    }
}
