using System.Collections.Frozen;

namespace QuickLook.Core.Fits.Headers;

/// <summary>Keywords that say how an HDU is stored: they follow from its data, so they are neither inherited nor copied into another HDU.</summary>
internal static class StructuralKeywords
{
    private static readonly FrozenSet<string> Layout = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "SIMPLE",
        "XTENSION",
        "BITPIX",
        "NAXIS",
        "EXTEND",
        "PCOUNT",
        "GCOUNT",
        "GROUPS",
        "TFIELDS",
        "THEAP",
        "BSCALE",
        "BZERO",
        "BLANK",
        "CHECKSUM",
        "DATASUM",
        "END",
        "LONGSTRN",
        "ZIMAGE",
        "ZTABLE",
        "ZCMPTYPE",
        "ZBITPIX",
        "ZNAXIS",
        "ZSIMPLE",
        "ZTENSION",
        "ZEXTEND",
        "ZBLOCKED",
        "ZPCOUNT",
        "ZGCOUNT",
        "ZHECKSUM",
        "ZDATASUM",
        "ZQUANTIZ",
        "ZDITHER0",
        "ZMASKCMP",
        "ZBLANK",
        "ZSCALE",
        "ZZERO"
    );

    private static readonly string[] Numbered =
    [
        "NAXIS",
        "TTYPE",
        "TFORM",
        "TUNIT",
        "TSCAL",
        "TZERO",
        "TNULL",
        "TDISP",
        "TDIM",
        "TBCOL",
        "ZNAXIS",
        "ZTILE",
        "ZNAME",
        "ZVAL",
    ];

    /// <summary>True for keywords of layout, scaling, columns, compression and checksums.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public static bool IsLayout(string keyword) => Layout.Contains(keyword) || Array.Exists(Numbered, stem => IsNumbered(keyword, stem));

    /// <summary>True for layout, and for the name, version and inheritance of an HDU: none of them passes to another HDU.</summary>
    /// <param name="keyword">Keyword in any case.</param>
    public static bool BelongsToOneHdu(string keyword) =>
        IsLayout(keyword) || keyword.ToUpperInvariant() is "EXTNAME" or "EXTVER" or "EXTLEVEL" or "INHERIT";

    /// <summary>True when <paramref name="keyword"/> is <paramref name="stem"/> and a number.</summary>
    public static bool IsNumbered(string keyword, string stem) =>
        keyword.Length > stem.Length
        && keyword.StartsWith(stem, StringComparison.OrdinalIgnoreCase)
        && keyword.AsSpan(stem.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
