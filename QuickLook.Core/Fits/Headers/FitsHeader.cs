using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using QuickLook.Core.Fits.Headers;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>
/// The keywords of an HDU in their order. Lookup ignores case; of duplicate keywords the first wins. HIERARCH keywords are looked up with
/// or without that word. Immutable.
/// </summary>
public sealed class FitsHeader
{
    private readonly Dictionary<string, FitsCard> byKeyword = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? place;

    /// <summary>A header of the given cards.</summary>
    /// <param name="cards">Cards in order; END is not one of them.</param>
    /// <param name="place">Whose header it is, as failures name it: <c>HDU 3 (B0)</c>.</param>
    public FitsHeader(IEnumerable<FitsCard> cards, string? place = null)
    {
        this.place = place;
        Cards = [.. cards];
        foreach (var card in Cards)
        {
            if (card.IsNamed)
            {
                byKeyword.TryAdd(card.Keyword, card);
            }
        }
    }

    /// <summary>A header without cards.</summary>
    public static FitsHeader Empty { get; } = new([]);

    /// <summary>All cards in order, commentary and damaged ones included.</summary>
    public IReadOnlyList<FitsCard> Cards { get; }

    /// <summary>
    /// The header of an extension that inherits (<c>INHERIT = T</c>, pipeline.md 1.2): its own cards, then every keyword of the primary
    /// header that it lacks. Keywords that describe the primary HDU itself (structure, scaling, name, checksums) and commentary are not inherited.
    /// </summary>
    /// <param name="primary">Header of the primary HDU.</param>
    /// <param name="extension">Header of the extension; its place is kept.</param>
    public static FitsHeader Merge(FitsHeader primary, FitsHeader extension) =>
        new(
            extension.Cards.Concat(
                primary.Cards.Where(card =>
                    card.IsNamed && !extension.Contains(card.Keyword) && !StructuralKeywords.BelongsToOneHdu(card.Keyword)
                )
            ),
            extension.place
        );

    /// <summary>The first card with this keyword that is not commentary; null when there is none.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public FitsCard? Find(string keyword)
    {
        const string hierarch = "HIERARCH ";
        return byKeyword.GetValueOrDefault(keyword) is { } card ? card
            : keyword.StartsWith(hierarch, StringComparison.OrdinalIgnoreCase)
                ? byKeyword.GetValueOrDefault(keyword[hierarch.Length..].Trim())
            : null;
    }

    /// <summary>True when the keyword is there, with or without a value.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public bool Contains(string keyword) => Find(keyword) is not null;

    /// <summary>Gets a string.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    /// <param name="value">Value without trailing blanks.</param>
    /// <returns>False when the keyword is absent or has another kind of value.</returns>
    public bool TryGet(string keyword, [NotNullWhen(true)] out string? value)
    {
        value = Find(keyword) is { Kind: FitsCardKind.Text } card ? card.Text : null;
        return value is not null;
    }

    /// <summary>Gets a whole number; a real without fraction counts.</summary>
    /// <inheritdoc cref="TryGet(string, out string?)"/>
    public bool TryGet(string keyword, out long value)
    {
        value = 0;
        return Find(keyword) is { } card && card.TryAsInteger(out value);
    }

    /// <summary>Gets a number.</summary>
    /// <inheritdoc cref="TryGet(string, out string?)"/>
    public bool TryGet(string keyword, out double value)
    {
        value = double.NaN;
        return Find(keyword) is { } card && card.TryAsReal(out value);
    }

    /// <summary>Gets a logical value.</summary>
    /// <inheritdoc cref="TryGet(string, out string?)"/>
    public bool TryGet(string keyword, out bool value)
    {
        var card = Find(keyword);
        value = card is { Kind: FitsCardKind.Logical, Text: "T" };
        return card is { Kind: FitsCardKind.Logical };
    }

    /// <summary>A string, or a failure that names keyword and HDU.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public Result<string> GetString(string keyword) => TryGet(keyword, out string? value) ? value : Missing(keyword, "a string");

    /// <summary>A whole number of 32 bits, or a failure that names keyword and HDU.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public Result<int> GetInt(string keyword) =>
        TryGet(keyword, out long value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : Missing(keyword, "a whole number of 32 bits");

    /// <summary>A whole number of 64 bits, or a failure that names keyword and HDU.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public Result<long> GetLong(string keyword) => TryGet(keyword, out long value) ? value : Missing(keyword, "a whole number");

    /// <summary>A number, or a failure that names keyword and HDU.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public Result<double> GetDouble(string keyword) => TryGet(keyword, out double value) ? value : Missing(keyword, "a number");

    /// <summary>A logical value, or a failure that names keyword and HDU.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public Result<bool> GetBoolean(string keyword) => TryGet(keyword, out bool value) ? value : Missing(keyword, "T or F");

    /// <summary>A complex number, or a failure that names keyword and HDU.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public Result<Complex> GetComplex(string keyword) =>
        Find(keyword) is { } card && card.TryAsComplex(out var value) ? value : Missing(keyword, "a complex number");

    /// <summary>This header with cards set: one whose keyword is there replaces it in its place, others and commentary are added at the end.</summary>
    /// <param name="cards">Cards to set.</param>
    public FitsHeader With(params IEnumerable<FitsCard> cards)
    {
        var all = Cards.ToList();
        foreach (var card in cards)
        {
            var index = card.IsNamed
                ? all.FindIndex(old => old.IsNamed && old.Keyword.Equals(card.Keyword, StringComparison.OrdinalIgnoreCase))
                : -1;
            if (index < 0)
            {
                all.Add(card);
            }
            else
            {
                all[index] = card;
            }
        }

        return new FitsHeader(all, place);
    }

    private Failure Missing(string keyword, string wanted) =>
        Find(keyword) switch
        {
            null => new Failure($"The keyword {keyword} is missing", place),
            { Kind: FitsCardKind.Damaged } card => new Failure($"The card of {keyword} is damaged: '{card.Text}'", place),
            { Kind: FitsCardKind.Undefined } => new Failure($"The keyword {keyword} has no value, {wanted} was expected", place),
            var card => new Failure($"The keyword {keyword} has the value {card.Text}, {wanted} was expected", place),
        };
}
