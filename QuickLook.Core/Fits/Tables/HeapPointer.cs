using System.Buffers.Binary;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Tables;

/// <summary>A descriptor of a variable-length array (FITS 4.0 section 7.3.5), checked against the heap.</summary>
/// <param name="Count">Number of elements.</param>
/// <param name="Start">Byte within the data unit.</param>
/// <param name="Bytes">Bytes of the array.</param>
internal readonly record struct HeapPointer(int Count, int Start, int Bytes)
{
    /// <summary>Reads the descriptor of one row.</summary>
    /// <param name="data">The data unit.</param>
    /// <param name="layout">Layout of the table.</param>
    /// <param name="column">A variable-length column.</param>
    /// <param name="row">Row, from 0.</param>
    /// <returns>Where the array is; a failure when that is outside the heap.</returns>
    public static Result<HeapPointer> Read(ReadOnlySpan<byte> data, TableLayout layout, FitsColumn column, int row)
    {
        if (column.Width == 0)
        {
            return default(HeapPointer);
        }

        var descriptor = data.Slice((row * layout.RowBytes) + column.Offset, column.Width);
        var isShort = column.Width == 8;
        var count = isShort ? BinaryPrimitives.ReadInt32BigEndian(descriptor) : BinaryPrimitives.ReadInt64BigEndian(descriptor);
        var offset = isShort ? BinaryPrimitives.ReadUInt32BigEndian(descriptor[4..]) : BinaryPrimitives.ReadInt64BigEndian(descriptor[8..]);
        if (count == 0)
        {
            return default(HeapPointer);
        }

        // Compared by division, so that no product of hostile numbers can overflow.
        var room = layout.HeapBytes - offset;
        var fits = column.Type == FitsColumnType.Bit ? count <= room * 8 : count <= room / column.ElementBytes;
        if (count < 0 || offset < 0 || room < 0 || !fits || count > int.MaxValue)
        {
            return new Failure(
                $"Row {row} of column {column.Name} points to {count} elements at byte {offset} of a heap of {layout.HeapBytes} bytes"
            );
        }

        var bytes = column.Type == FitsColumnType.Bit ? (count + 7) / 8 : count * column.ElementBytes;
        return new HeapPointer((int)count, (int)(layout.HeapOffset + offset), (int)bytes);
    }
}
