namespace QuickLook.Core.Fits;

/// <summary>A column of a binary table. Immutable.</summary>
public sealed record FitsColumn
{
    internal FitsColumn() { }

    /// <summary>TTYPE, or empty.</summary>
    public required string Name { get; init; }

    /// <summary>Type of the elements.</summary>
    public required FitsColumnType Type { get; init; }

    /// <summary>Elements per row; characters of a string column, bits of a bit column. For variable-length columns the number of descriptors, 0 or 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>True when rows point to arrays of their own length in the heap (P and Q).</summary>
    public required bool IsVariableLength { get; init; }

    /// <summary>TUNIT, or empty.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>TSCAL, 1 when absent.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>TZERO, 0 when absent.</summary>
    public double Zero { get; init; }

    /// <summary>TNULL: the stored integer that means undefined.</summary>
    public long? Null { get; init; }

    /// <summary>TDIM, fastest axis first; empty when absent or when it does not agree with <see cref="Repeat"/>.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    /// <summary>Byte of the column within a row.</summary>
    internal int Offset { get; init; }

    /// <summary>Bytes of the column within a row.</summary>
    internal int Width { get; init; }

    /// <summary>Bytes of one element; 1 for bits, of which a byte holds eight.</summary>
    internal int ElementBytes => BytesOf(Type);

    internal static int BytesOf(FitsColumnType type) =>
        type switch
        {
            FitsColumnType.Int16 => 2,
            FitsColumnType.Int32 or FitsColumnType.Single => 4,
            FitsColumnType.Int64 or FitsColumnType.Double or FitsColumnType.ComplexSingle => 8,
            FitsColumnType.ComplexDouble => 16,
            _ => 1,
        };
}
