namespace QuickLook.Core.Fits.Headers;

/// <summary>Reads one 80-byte card (FITS 4.0 section 4). Nothing is refused: what cannot be understood becomes a damaged card.</summary>
internal static class CardParser
{
    /// <summary>Bytes of a card.</summary>
    public const int CardBytes = 80;

    private const int KeywordBytes = 8;

    /// <summary>Reads a card.</summary>
    /// <param name="bytes">Exactly 80 bytes.</param>
    public static FitsCard Parse(ReadOnlySpan<byte> bytes)
    {
        Span<char> letters = stackalloc char[CardBytes];
        var printable = true;
        for (var i = 0; i < CardBytes; i++)
        {
            var isPrintable = bytes[i] is >= 0x20 and <= 0x7E;
            letters[i] = isPrintable ? (char)bytes[i] : '?';
            printable &= isPrintable;
        }

        ReadOnlySpan<char> card = letters;
        var keyword = card[..KeywordBytes].TrimEnd(' ').ToString().ToUpperInvariant();
        var rest = card[KeywordBytes..];
        if (!printable)
        {
            return new FitsCard(keyword, FitsCardKind.Damaged, rest.TrimEnd(' ').ToString());
        }

        return keyword switch
        {
            "" or "COMMENT" or "HISTORY" => new FitsCard(keyword, FitsCardKind.Commentary, rest.TrimEnd(' ').ToString()),
            "CONTINUE" => Continuation(rest),
            "HIERARCH" => Hierarchical(rest),
            _ when rest[0] == '=' => Value(keyword, rest[1..]),
            _ => new FitsCard(keyword, FitsCardKind.Commentary, rest.TrimEnd(' ').ToString()),
        };
    }

    /// <summary>True for the card that ends a header.</summary>
    /// <param name="bytes">Exactly 80 bytes.</param>
    public static bool IsEnd(ReadOnlySpan<byte> bytes) =>
        bytes[..KeywordBytes].SequenceEqual("END     "u8) && bytes[KeywordBytes] != (byte)'=';

    private static FitsCard Continuation(ReadOnlySpan<char> rest)
    {
        var value = Value("CONTINUE", rest);
        return value.Kind == FitsCardKind.Text
            ? value with
            {
                Kind = FitsCardKind.Continuation,
            }
            : new FitsCard("CONTINUE", FitsCardKind.Damaged, rest.TrimEnd(' ').ToString());
    }

    private static FitsCard Hierarchical(ReadOnlySpan<char> rest)
    {
        var equals = rest.IndexOf('=');
        return equals < 1
            ? new FitsCard("HIERARCH", FitsCardKind.Commentary, rest.TrimEnd(' ').ToString())
            : Value(rest[..equals].Trim(' ').ToString().ToUpperInvariant(), rest[(equals + 1)..]);
    }

    private static FitsCard Value(string keyword, ReadOnlySpan<char> field)
    {
        var text = field.Trim(' ');
        if (text.IsEmpty || text[0] == '/')
        {
            return new FitsCard(keyword, FitsCardKind.Undefined, string.Empty, CommentOf(text));
        }

        if (text[0] == '\'')
        {
            return Quoted(keyword, text);
        }

        var slash = text.IndexOf('/');
        var literal = (slash < 0 ? text : text[..slash]).TrimEnd(' ');
        var comment = slash < 0 ? string.Empty : CommentOf(text[slash..]);
        return new FitsCard(keyword, KindOf(literal), literal.ToString(), comment);
    }

    private static FitsCardKind KindOf(ReadOnlySpan<char> literal)
    {
        if (literal is "T" or "F")
        {
            return FitsCardKind.Logical;
        }

        if (literal[0] == '(')
        {
            var comma = literal.IndexOf(',');
            var closed = literal[^1] == ')' && comma > 0;
            return
                closed
                && FitsCard.TryParseReal(literal[1..comma].Trim(' '), out _)
                && FitsCard.TryParseReal(literal[(comma + 1)..^1].Trim(' '), out _)
                ? FitsCardKind.Complex
                : FitsCardKind.Damaged;
        }

        if (!FitsCard.TryParseReal(literal, out _))
        {
            return FitsCardKind.Damaged;
        }

        return literal.IndexOfAny(".EeDd") < 0 ? FitsCardKind.Integer : FitsCardKind.Real;
    }

    private static FitsCard Quoted(string keyword, ReadOnlySpan<char> text)
    {
        Span<char> value = stackalloc char[CardBytes];
        var length = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\'' && (i + 1 == text.Length || text[i + 1] != '\''))
            {
                return new FitsCard(keyword, FitsCardKind.Text, value[..length].TrimEnd(' ').ToString(), CommentOf(text[(i + 1)..]));
            }

            i += text[i] == '\'' ? 1 : 0;
            value[length++] = text[i];
        }

        return new FitsCard(keyword, FitsCardKind.Damaged, text.ToString());
    }

    private static string CommentOf(ReadOnlySpan<char> afterValue)
    {
        var text = afterValue.TrimStart(' ');
        return text.IsEmpty || text[0] != '/' ? string.Empty : text[1..].Trim(' ').ToString();
    }
}
