using System.Text;
using QuickLook.Core.Fits.Headers;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Writing;

/// <summary>Writes cards in the fixed format (FITS 4.0 section 4.2); long strings go on in CONTINUE cards. Letters that FITS forbids become '?'.</summary>
internal static class CardWriter
{
    private const int KeywordLetters = 8;
    private const int FixedFieldEnd = 30;
    private const int ShortestString = 8;

    // Between the quotes of a card: 80 less keyword, "= " and two quotes.
    private const int StringLetters = 68;

    /// <summary>Appends a card.</summary>
    /// <param name="card">The card. Damaged ones are kept as comments.</param>
    /// <param name="header">Lines of 80 letters, written one after the other.</param>
    /// <returns>Null, or why the card cannot be written.</returns>
    public static Failure? Append(FitsCard card, StringBuilder header)
    {
        switch (card.Kind)
        {
            case FitsCardKind.Commentary:
                AppendCommentary(card.Keyword, card.Text, header);
                return null;
            case FitsCardKind.Damaged or FitsCardKind.Continuation:
                AppendCommentary("COMMENT", $"{card.Keyword}{card.Text}", header);
                return null;
        }

        var start = IsStandard(card.Keyword) ? $"{card.Keyword.ToUpperInvariant(), -KeywordLetters}= " : $"HIERARCH {card.Keyword} = ";
        if (card.Kind != FitsCardKind.Text)
        {
            var isFixed = start.Length == KeywordLetters + 2;
            return AppendLine(isFixed ? start + card.Text.PadLeft(FixedFieldEnd - start.Length) : start + card.Text, card, header);
        }

        var quoted = Clean(card.Text).Replace("'", "''", StringComparison.Ordinal).PadRight(ShortestString);
        if (start.Length + quoted.Length + 2 <= CardParser.CardBytes)
        {
            return AppendLine($"{start}'{quoted}'".PadRight(FixedFieldEnd), card, header);
        }

        if (!IsStandard(card.Keyword))
        {
            return new Failure($"The string of HIERARCH keyword {card.Keyword} is too long for one card");
        }

        AppendLong(start, Clean(card.Text), card.Comment, header);
        return null;
    }

    /// <summary>True for keywords that fit into the first eight letters of a card.</summary>
    private static bool IsStandard(string keyword)
    {
        foreach (var letter in keyword)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))
            {
                return false;
            }
        }

        return keyword.Length is > 0 and <= KeywordLetters;
    }

    private static Failure? AppendLine(string line, FitsCard card, StringBuilder header)
    {
        if (line.TrimEnd(' ').Length > CardParser.CardBytes)
        {
            return new Failure($"The keyword {card.Keyword} and its value are too long for one card");
        }

        var full = card.Comment.Length > 0 && line.Length + 3 < CardParser.CardBytes ? $"{line} / {Clean(card.Comment)}" : line;
        header.Append(Fit(full));
        return null;
    }

    private static void AppendCommentary(string keyword, string text, StringBuilder header)
    {
        const int room = CardParser.CardBytes - KeywordLetters;
        var rest = Clean(text);
        do
        {
            var part = rest[..Math.Min(room, rest.Length)];
            header.Append(Fit($"{Clean(keyword), -KeywordLetters}{part}"));
            rest = rest[part.Length..];
        } while (rest.Length > 0);
    }

    private static void AppendLong(string start, string text, string comment, StringBuilder header)
    {
        var at = 0;
        var prefix = start;
        while (at < text.Length)
        {
            var part = new StringBuilder();
            for (; at < text.Length && part.Length + (text[at] == '\'' ? 2 : 1) < StringLetters; at++)
            {
                part.Append(text[at] == '\'' ? "''" : text[at].ToString());
            }

            var isLast = at == text.Length;
            var line = $"{prefix}'{part}{(isLast ? string.Empty : "&")}'";
            header.Append(Fit(isLast && comment.Length > 0 ? $"{line} / {Clean(comment)}" : line));
            prefix = "CONTINUE  ";
        }
    }

    private static string Fit(string line) =>
        line.Length > CardParser.CardBytes ? line[..CardParser.CardBytes] : line.PadRight(CardParser.CardBytes);

    private static string Clean(string text) =>
        string.Create(
            text.Length,
            text,
            (letters, from) =>
            {
                for (var i = 0; i < letters.Length; i++)
                {
                    letters[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
                }
            }
        );
}
