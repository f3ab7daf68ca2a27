using System.Buffers.Binary;
using System.Text;
using QuickLook.Core.Fits.Tables;

namespace QuickLook.Core.Fits;

/// <summary>
/// A column of a binary table to be written. Values are taken over, not copied. Unit and dimensions are set by <c>with</c>:
/// <c>FitsColumnContent.Of("WAVELENGTH", values) with { Unit = "Angstrom" }</c>.
/// </summary>
public sealed record FitsColumnContent
{
    private readonly CellWriter write;

    private FitsColumnContent(string name, string form, int rows, int bytes, CellWriter write)
    {
        Name = name;
        Form = form;
        Rows = rows;
        Bytes = bytes;
        this.write = write;
    }

    private delegate void CellWriter(int row, Span<byte> cell);

    private delegate void ElementWriter<T>(Span<byte> bytes, T value);

    /// <summary>TTYPE.</summary>
    public string Name { get; }

    /// <summary>TFORM.</summary>
    public string Form { get; }

    /// <summary>TUNIT; empty for none.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>TDIM of arrays within a row, fastest axis first; empty for none.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Bytes per row.</summary>
    internal int Bytes { get; }

    /// <summary>TSCAL; 1 for none.</summary>
    internal double Scale { get; private init; } = 1;

    /// <summary>TZERO, such as the one that makes integers unsigned; 0 for none.</summary>
    internal double Zero { get; private init; }

    /// <summary>TNULL; null for none.</summary>
    internal long? Null { get; private init; }

    /// <summary>32-bit integers.</summary>
    /// <param name="name">TTYPE.</param>
    /// <param name="values">Rows times <paramref name="repeat"/> values, row after row.</param>
    /// <param name="repeat">Values per row, at least 1.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of <paramref name="repeat"/>.</exception>
    public static FitsColumnContent Of(string name, int[] values, int repeat = 1) =>
        Numbers(name, 'J', values, repeat, 4, BinaryPrimitives.WriteInt32BigEndian);

    /// <summary>Unsigned 32-bit integers, stored with TZERO.</summary>
    /// <inheritdoc cref="Of(string, int[], int)"/>
    public static FitsColumnContent Of(string name, uint[] values, int repeat = 1) =>
        Numbers(name, 'J', values, repeat, 4, (bytes, value) => BinaryPrimitives.WriteUInt32BigEndian(bytes, value ^ (1u << 31)), 1L << 31);

    /// <summary>64-bit integers.</summary>
    /// <inheritdoc cref="Of(string, int[], int)"/>
    public static FitsColumnContent Of(string name, long[] values, int repeat = 1) =>
        Numbers(name, 'K', values, repeat, 8, BinaryPrimitives.WriteInt64BigEndian);

    /// <summary>16-bit integers.</summary>
    /// <inheritdoc cref="Of(string, int[], int)"/>
    public static FitsColumnContent Of(string name, short[] values, int repeat = 1) =>
        Numbers(name, 'I', values, repeat, 2, BinaryPrimitives.WriteInt16BigEndian);

    /// <summary>Bytes.</summary>
    /// <inheritdoc cref="Of(string, int[], int)"/>
    public static FitsColumnContent Of(string name, byte[] values, int repeat = 1) =>
        Numbers(name, 'B', values, repeat, 1, (bytes, value) => bytes[0] = value);

    /// <summary>32-bit reals.</summary>
    /// <inheritdoc cref="Of(string, int[], int)"/>
    public static FitsColumnContent Of(string name, float[] values, int repeat = 1) =>
        Numbers(name, 'E', values, repeat, 4, BinaryPrimitives.WriteSingleBigEndian);

    /// <summary>64-bit reals.</summary>
    /// <inheritdoc cref="Of(string, int[], int)"/>
    public static FitsColumnContent Of(string name, double[] values, int repeat = 1) =>
        Numbers(name, 'D', values, repeat, 8, BinaryPrimitives.WriteDoubleBigEndian);

    /// <summary>Logical values.</summary>
    /// <inheritdoc cref="Of(string, int[], int)"/>
    public static FitsColumnContent Of(string name, bool[] values, int repeat = 1) =>
        Numbers(name, 'L', values, repeat, 1, (bytes, value) => bytes[0] = (byte)(value ? 'T' : 'F'));

    /// <summary>Strings, one per row, as wide as the longest; letters outside ASCII become '?'.</summary>
    /// <param name="name">TTYPE.</param>
    /// <param name="values">One per row.</param>
    /// <param name="minimumWidth">At least so many letters per row.</param>
    public static FitsColumnContent Of(string name, string[] values, int minimumWidth = 1)
    {
        var width = values.Length == 0 ? minimumWidth : Math.Max(minimumWidth, values.Max(value => value.Length));
        return new FitsColumnContent(
            name,
            $"{width}A",
            values.Length,
            width,
            (row, cell) =>
            {
                var count = Encoding.ASCII.GetBytes(values[row], cell);
                cell[count..].Fill((byte)' ');
            }
        );
    }

    /// <summary>Rows of a column of a table, byte for byte.</summary>
    /// <param name="column">A column whose values stand in the rows.</param>
    /// <param name="data">The table's data unit.</param>
    /// <param name="rowBytes">Bytes per row of that table.</param>
    /// <param name="rows">Rows to take, in this order; −1 for a row of zeros.</param>
    internal static FitsColumnContent Copy(FitsColumn column, ReadOnlyMemory<byte> data, int rowBytes, IReadOnlyList<int> rows)
    {
        return new FitsColumnContent(
            column.Name,
            $"{column.Repeat}{ColumnFormat.LetterOf(column.Type)}",
            rows.Count,
            column.Width,
            WriteRow
        )
        {
            Unit = column.Unit,
            Dimensions = column.Dimensions,
            Scale = column.Scale,
            Zero = column.Zero,
            Null = column.Null,
        };

        void WriteRow(int row, Span<byte> cell)
        {
            if (rows[row] < 0)
            {
                cell.Clear();
                return;
            }

            data.Span.Slice((rows[row] * rowBytes) + column.Offset, column.Width).CopyTo(cell);
        }
    }

    internal void Write(int row, Span<byte> cell) => write(row, cell);

    private static FitsColumnContent Numbers<T>(
        string name,
        char type,
        T[] values,
        int repeat,
        int elementBytes,
        ElementWriter<T> writeElement,
        long zero = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeat, 1);
        if (values.Length % repeat != 0)
        {
            throw new ArgumentException($"{values.Length} values of column {name} do not make rows of {repeat}", nameof(values));
        }

        return new FitsColumnContent(name, $"{repeat}{type}", values.Length / repeat, repeat * elementBytes, WriteRow) { Zero = zero };

        void WriteRow(int row, Span<byte> cell)
        {
            for (var i = 0; i < repeat; i++)
            {
                writeElement(cell[(i * elementBytes)..], values[(row * repeat) + i]);
            }
        }
    }
}
