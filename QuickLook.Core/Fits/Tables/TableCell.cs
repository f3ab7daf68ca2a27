using System.Buffers.Binary;

namespace QuickLook.Core.Fits.Tables;

/// <summary>One number of one row, in a column that holds one number per row.</summary>
internal static class TableCell
{
    /// <summary>The number as real, as stored (no TSCAL).</summary>
    public static double Real(ReadOnlySpan<byte> data, TableLayout layout, FitsColumn column, int row)
    {
        var cell = Cell(data, layout, column, row);
        return column.Type switch
        {
            FitsColumnType.Single => BinaryPrimitives.ReadSingleBigEndian(cell),
            FitsColumnType.Double => BinaryPrimitives.ReadDoubleBigEndian(cell),
            _ => Whole(cell, column.Type),
        };
    }

    /// <summary>The number as integer, as stored (no TZERO); reals are cut off.</summary>
    public static long Integer(ReadOnlySpan<byte> data, TableLayout layout, FitsColumn column, int row) =>
        column.Type is FitsColumnType.Single or FitsColumnType.Double
            ? (long)Real(data, layout, column, row)
            : Whole(Cell(data, layout, column, row), column.Type);

    private static ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> data, TableLayout layout, FitsColumn column, int row) =>
        data.Slice((row * layout.RowBytes) + column.Offset, column.Width);

    private static long Whole(ReadOnlySpan<byte> cell, FitsColumnType type) =>
        type switch
        {
            FitsColumnType.Int16 => BinaryPrimitives.ReadInt16BigEndian(cell),
            FitsColumnType.Int32 => BinaryPrimitives.ReadInt32BigEndian(cell),
            FitsColumnType.Int64 => BinaryPrimitives.ReadInt64BigEndian(cell),
            _ => cell[0],
        };
}
