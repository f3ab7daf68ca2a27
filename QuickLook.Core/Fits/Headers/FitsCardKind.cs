namespace QuickLook.Core.Fits;

/// <summary>What the value of a header card is.</summary>
public enum FitsCardKind
{
    /// <summary>COMMENT, HISTORY, blank or any keyword without value: only text.</summary>
    Commentary,

    /// <summary>A quoted string.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with point or exponent.</summary>
    Real,

    /// <summary>T or F.</summary>
    Logical,

    /// <summary>A pair of numbers in parentheses.</summary>
    Complex,

    /// <summary>A keyword with a value indicator and no value.</summary>
    Undefined,

    /// <summary>A CONTINUE card that continues nothing.</summary>
    Continuation,

    /// <summary>A card that breaks the rules of the standard: kept as text, reported, never used as a value.</summary>
    Damaged,
}
