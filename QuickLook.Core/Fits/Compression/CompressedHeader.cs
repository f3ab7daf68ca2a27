using QuickLook.Core.Fits.Headers;

namespace QuickLook.Core.Fits.Compression;

/// <summary>
/// Gives a tile-compressed image its own header back (FITS 4.0 section 10.1.1): Z keywords take the place of those of the table, and
/// keywords about columns and compression go.
/// </summary>
internal static class CompressedHeader
{
    private static readonly Dictionary<string, string> Original = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ZBITPIX"] = "BITPIX",
        ["ZNAXIS"] = "NAXIS",
        ["ZEXTEND"] = "EXTEND",
        ["ZPCOUNT"] = "PCOUNT",
        ["ZGCOUNT"] = "GCOUNT",
        ["ZHECKSUM"] = "CHECKSUM",
        ["ZDATASUM"] = "DATASUM",
    };

    /// <summary>The image's header.</summary>
    /// <param name="stored">Header of the table that stores it.</param>
    /// <param name="index">Position of the HDU, for the header's place in failures.</param>
    public static FitsHeader Translate(FitsHeader stored, int index)
    {
        var cards = new List<FitsCard>(stored.Cards.Count)
        {
            stored.Contains("ZSIMPLE") ? FitsCard.Of("SIMPLE", true) : FitsCard.Of("XTENSION", "IMAGE"),
        };
        foreach (var card in stored.Cards)
        {
            if (!card.IsNamed)
            {
                cards.Add(card);
            }
            else if (Original.TryGetValue(card.Keyword, out var keyword))
            {
                cards.Add(card with { Keyword = keyword });
            }
            else if (StructuralKeywords.IsNumbered(card.Keyword, "ZNAXIS"))
            {
                cards.Add(card with { Keyword = card.Keyword[1..] });
            }
            else if (BelongsToTheImage(card))
            {
                cards.Add(card);
            }
        }

        var name = stored.GetString("EXTNAME").Or(string.Empty).Trim();
        return new FitsHeader(cards, name.Length == 0 || IsPlaceholder(name) ? $"HDU {index}" : $"HDU {index} ({name})");
    }

    /// <summary>NAXISn of a translated header; empty when they make no sense.</summary>
    public static IReadOnlyList<int> AxesOf(FitsHeader header)
    {
        var rank = header.GetInt("NAXIS").Or(0);
        if (rank is < 1 or > 999)
        {
            return [];
        }

        var axes = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            if (!header.GetInt($"NAXIS{i + 1}").TryGet(out axes[i], out _) || axes[i] < 1)
            {
                return [];
            }
        }

        return axes;
    }

    private static bool BelongsToTheImage(FitsCard card) =>
        card.Keyword is "BSCALE" or "BZERO" or "BLANK"
        || (!StructuralKeywords.IsLayout(card.Keyword) && !(card.Keyword == "EXTNAME" && IsPlaceholder(card.Text)));

    // What compressing programs call the table of an image that has no name of its own.
    private static bool IsPlaceholder(string name) => name.Trim() == "COMPRESSED_IMAGE";
}
