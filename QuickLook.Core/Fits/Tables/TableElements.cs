using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace QuickLook.Core.Fits.Tables;

/// <summary>Converts the stored elements of one cell (or of many cells in a row) into values.</summary>
internal static class TableElements
{
    /// <summary>Integers, made unsigned by TZERO where it says so.</summary>
    /// <returns>False when a value does not fit into 64 bits, or the column has no integers.</returns>
    public static bool TryIntegers(FitsColumn column, ReadOnlySpan<byte> cell, Span<long> values)
    {
        var zero = (Int128)column.Zero;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Whole(column.Type, cell, i) + zero;
            if (value < long.MinValue || value > long.MaxValue)
            {
                return false;
            }

            values[i] = (long)value;
        }

        return true;
    }

    /// <summary>Real numbers, scaled by TSCAL and TZERO; undefined integers (TNULL) are NaN.</summary>
    public static void Reals(FitsColumn column, ReadOnlySpan<byte> cell, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var stored = column.Type switch
            {
                FitsColumnType.Single => BinaryPrimitives.ReadSingleBigEndian(cell[(4 * i)..]),
                FitsColumnType.Double => BinaryPrimitives.ReadDoubleBigEndian(cell[(8 * i)..]),
                _ => Defined(Whole(column.Type, cell, i), column.Null),
            };
            values[i] = (stored * column.Scale) + column.Zero;
        }
    }

    /// <summary>Complex numbers; scaled by TSCAL and TZERO, the latter in the real part.</summary>
    public static void Complexes(FitsColumn column, ReadOnlySpan<byte> cell, Span<Complex> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var stored =
                column.Type == FitsColumnType.ComplexSingle
                    ? new Complex(
                        BinaryPrimitives.ReadSingleBigEndian(cell[(8 * i)..]),
                        BinaryPrimitives.ReadSingleBigEndian(cell[((8 * i) + 4)..])
                    )
                    : new Complex(
                        BinaryPrimitives.ReadDoubleBigEndian(cell[(16 * i)..]),
                        BinaryPrimitives.ReadDoubleBigEndian(cell[((16 * i) + 8)..])
                    );
            values[i] = new Complex((stored.Real * column.Scale) + column.Zero, stored.Imaginary * column.Scale);
        }
    }

    /// <summary>Logical values (T is true, all else false) or bits (most significant first).</summary>
    public static void Booleans(FitsColumn column, ReadOnlySpan<byte> cell, Span<bool> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column.Type == FitsColumnType.Bit ? (cell[i >> 3] & (0x80 >> (i & 7))) != 0 : cell[i] == (byte)'T';
        }
    }

    /// <summary>A string: ends at a NUL, without trailing blanks.</summary>
    public static string Text(ReadOnlySpan<byte> cell)
    {
        var end = cell.IndexOf((byte)0);
        return Encoding.Latin1.GetString((end < 0 ? cell : cell[..end]).TrimEnd((byte)' '));
    }

    private static double Defined(long value, long? undefined) => value == undefined ? double.NaN : value;

    private static long Whole(FitsColumnType type, ReadOnlySpan<byte> cell, int index) =>
        type switch
        {
            FitsColumnType.Int16 => BinaryPrimitives.ReadInt16BigEndian(cell[(2 * index)..]),
            FitsColumnType.Int32 => BinaryPrimitives.ReadInt32BigEndian(cell[(4 * index)..]),
            FitsColumnType.Int64 => BinaryPrimitives.ReadInt64BigEndian(cell[(8 * index)..]),
            _ => cell[index],
        };
}
