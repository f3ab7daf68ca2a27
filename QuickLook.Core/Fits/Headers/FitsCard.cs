using System.Globalization;
using System.Numerics;

namespace QuickLook.Core.Fits;

/// <summary>One keyword of a header with its value and comment; long strings (CONTINUE) are one card. Immutable.</summary>
/// <param name="Keyword">Upper case for standard keywords; of HIERARCH cards the words before the equals sign, without HIERARCH. Empty for blank cards.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Text">The string without quotes and trailing blanks; the literal of a number or logical; the text of commentary and damaged cards.</param>
/// <param name="Comment">What follows the slash; empty when there is none.</param>
public sealed record FitsCard(string Keyword, FitsCardKind Kind, string Text, string Comment = "")
{
    /// <summary>True when the card has a keyword that can be looked up.</summary>
    internal bool IsNamed => Keyword.Length > 0 && Kind is not (FitsCardKind.Commentary or FitsCardKind.Continuation);

    /// <summary>A card with a string.</summary>
    /// <param name="keyword">Keyword; more than 8 letters or blanks make a HIERARCH card.</param>
    /// <param name="value">Printable ASCII of any length; trailing blanks mean nothing in FITS.</param>
    /// <param name="comment">Comment, dropped where there is no room.</param>
    public static FitsCard Of(string keyword, string value, string comment = "") =>
        new(keyword, FitsCardKind.Text, value.TrimEnd(' '), comment);

    /// <summary>A card with a whole number.</summary>
    /// <inheritdoc cref="Of(string, string, string)"/>
    public static FitsCard Of(string keyword, long value, string comment = "") =>
        new(keyword, FitsCardKind.Integer, value.ToString(CultureInfo.InvariantCulture), comment);

    /// <summary>A card with a real number, written so that the same double is read back. NaN and infinities, which FITS cannot write, become undefined.</summary>
    /// <inheritdoc cref="Of(string, string, string)"/>
    public static FitsCard Of(string keyword, double value, string comment = "") =>
        double.IsFinite(value)
            ? new FitsCard(keyword, FitsCardKind.Real, RealLiteral(value), comment)
            : new FitsCard(keyword, FitsCardKind.Undefined, string.Empty, comment);

    /// <summary>A card with a logical value.</summary>
    /// <inheritdoc cref="Of(string, string, string)"/>
    public static FitsCard Of(string keyword, bool value, string comment = "") =>
        new(keyword, FitsCardKind.Logical, value ? "T" : "F", comment);

    /// <summary>A COMMENT or HISTORY card; text that does not fit into one card goes on in the next.</summary>
    /// <param name="keyword"><c>COMMENT</c> or <c>HISTORY</c>.</param>
    /// <param name="text">Printable ASCII.</param>
    public static FitsCard Commentary(string keyword, string text) => new(keyword, FitsCardKind.Commentary, text);

    /// <summary>The value as whole number; a real without fraction counts.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False when the card is something else or out of range.</returns>
    public bool TryAsInteger(out long value)
    {
        if (Kind == FitsCardKind.Integer)
        {
            return long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        if (Kind != FitsCardKind.Real || !TryAsReal(out var real) || real != Math.Truncate(real) || Math.Abs(real) >= 9.2e18)
        {
            return false;
        }

        value = (long)real;
        return true;
    }

    /// <summary>The value as real number; whole numbers count, exponents may be written with D.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False when the card is something else.</returns>
    public bool TryAsReal(out double value)
    {
        value = double.NaN;
        return Kind is FitsCardKind.Integer or FitsCardKind.Real && TryParseReal(Text, out value);
    }

    /// <summary>The value as complex number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False when the card is something else.</returns>
    public bool TryAsComplex(out Complex value)
    {
        value = default;
        var comma = Text.IndexOf(',', StringComparison.Ordinal);
        if (
            Kind != FitsCardKind.Complex
            || comma < 0
            || !TryParseReal(Text.AsSpan(1, comma - 1).Trim(), out var real)
            || !TryParseReal(Text.AsSpan(comma + 1, Text.Length - comma - 2).Trim(), out var imaginary)
        )
        {
            return false;
        }

        value = new Complex(real, imaginary);
        return true;
    }

    /// <summary>A FITS real: digits, sign, point and an exponent with E or D; never NaN or infinity by name.</summary>
    internal static bool TryParseReal(ReadOnlySpan<char> literal, out double value)
    {
        value = double.NaN;
        if (literal.Length is 0 or > 80)
        {
            return false;
        }

        Span<char> plain = stackalloc char[literal.Length];
        for (var i = 0; i < literal.Length; i++)
        {
            var letter = literal[i];
            if (!char.IsAsciiDigit(letter) && letter is not ('+' or '-' or '.' or 'E' or 'e' or 'D' or 'd'))
            {
                return false;
            }

            plain[i] = letter is 'D' or 'd' ? 'E' : letter;
        }

        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static string RealLiteral(double value)
    {
        var literal = value.ToString("R", CultureInfo.InvariantCulture);
        return literal.AsSpan().IndexOfAny('.', 'E') >= 0 ? literal : literal + ".0";
    }
}
