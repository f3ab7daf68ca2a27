using System.Numerics;
using QuickLook.Core.Fits.Tables;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits;

/// <summary>
/// A binary table (FITS 4.0 section 7.3) in memory. Columns are found by name in any case, the first match wins, and converted when read.
/// "Flat" means row after row with <see cref="FitsColumn.Repeat"/> elements each; the <c>Rows</c> readers give one array per row and also read
/// variable-length columns. Immutable, thread-safe.
/// </summary>
public sealed class FitsTable
{
    // Arrays of different rows may share bytes of the heap, but not so that a small file fills the memory.
    private const int MaximumHeapSharing = 8;

    private readonly TableLayout layout;
    private readonly byte[] data;

    private FitsTable(TableLayout layout, byte[] data)
    {
        this.layout = layout;
        this.data = data;
    }

    /// <summary>Number of rows.</summary>
    public int Rows => layout.Rows;

    /// <summary>Columns in order.</summary>
    public IReadOnlyList<FitsColumn> Columns => layout.Columns;

    /// <summary>The column with this name; null when there is none.</summary>
    /// <param name="name">TTYPE in any case.</param>
    public FitsColumn? Find(string name) => layout.Find(name);

    /// <summary>Reads a column of integers, flat; TZERO is applied where it makes integers unsigned.</summary>
    /// <param name="name">TTYPE in any case.</param>
    /// <returns>Rows times Repeat values; a failure for another type, scaled integers, or values beyond 32 bits.</returns>
    public Result<int[]> ReadInt32(string name)
    {
        if (!ReadInt64(name).TryGet(out var values, out var failure))
        {
            return failure;
        }

        var narrow = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is < int.MinValue or > int.MaxValue)
            {
                return new Failure($"The value {values[i]} of column {name} has more than 32 bits");
            }

            narrow[i] = (int)values[i];
        }

        return narrow;
    }

    /// <summary>Reads a column of integers, flat; TZERO is applied where it makes integers unsigned.</summary>
    /// <param name="name">TTYPE in any case.</param>
    /// <returns>Rows times Repeat values; a failure for another type, scaled integers, or values beyond 64 bits.</returns>
    public Result<long[]> ReadInt64(string name) => IntegerColumn(name).Then(column => Flat<long>(column, IntegersOf(column)));

    /// <summary>Reads a column of integers, one array per row.</summary>
    /// <inheritdoc cref="ReadInt64(string)"/>
    public Result<long[][]> ReadInt64Rows(string name) => IntegerColumn(name).Then(column => ByRow<long>(column, IntegersOf(column)));

    /// <summary>Reads a column of numbers, flat, scaled by TSCAL and TZERO; undefined values are NaN.</summary>
    /// <param name="name">TTYPE in any case.</param>
    /// <returns>Rows times Repeat values; a failure when the column holds no real or whole numbers.</returns>
    public Result<double[]> ReadDouble(string name) => NumberColumn(name).Then(column => Flat<double>(column, RealsOf(column)));

    /// <summary>Reads a column of numbers, one array per row.</summary>
    /// <inheritdoc cref="ReadDouble(string)"/>
    public Result<double[][]> ReadDoubleRows(string name) => NumberColumn(name).Then(column => ByRow<double>(column, RealsOf(column)));

    /// <summary>Reads a column of numbers, flat, in single precision.</summary>
    /// <inheritdoc cref="ReadDouble(string)"/>
    public Result<float[]> ReadSingle(string name) => ReadDouble(name).Map(values => Array.ConvertAll(values, value => (float)value));

    /// <summary>Reads a column of logical values or bits, flat; undefined logical values are false.</summary>
    /// <param name="name">TTYPE in any case.</param>
    public Result<bool[]> ReadBoolean(string name) => BooleanColumn(name).Then(column => Flat<bool>(column, BooleansOf(column)));

    /// <summary>Reads a column of logical values or bits, one array per row.</summary>
    /// <param name="name">TTYPE in any case.</param>
    public Result<bool[][]> ReadBooleanRows(string name) => BooleanColumn(name).Then(column => ByRow<bool>(column, BooleansOf(column)));

    /// <summary>Reads a column of complex numbers, flat, scaled by TSCAL and TZERO.</summary>
    /// <param name="name">TTYPE in any case.</param>
    public Result<Complex[]> ReadComplex(string name) => ComplexColumn(name).Then(column => Flat<Complex>(column, ComplexesOf(column)));

    /// <summary>Reads a column of complex numbers, one array per row.</summary>
    /// <param name="name">TTYPE in any case.</param>
    public Result<Complex[][]> ReadComplexRows(string name) =>
        ComplexColumn(name).Then(column => ByRow<Complex>(column, ComplexesOf(column)));

    /// <summary>
    /// Reads a column of strings without trailing blanks: one per row, or as many as TDIM says, flat; variable-length strings one per row.
    /// </summary>
    /// <param name="name">TTYPE in any case.</param>
    public Result<string[]> ReadString(string name)
    {
        if (!Column(name, "strings", FitsColumnType.Character).TryGet(out var column, out var failure))
        {
            return failure;
        }

        if (column.IsVariableLength)
        {
            return ByRow<string>(column, (cell, texts) => (texts[0] = TableElements.Text(cell)) is not null, single: true)
                .Map(rows => Array.ConvertAll(rows, row => row[0]));
        }

        var length = column.Dimensions.Count > 1 && column.Dimensions[0] > 0 ? column.Dimensions[0] : column.Repeat;
        var perRow = length == 0 ? 1 : column.Repeat / length;
        var strings = new string[Rows * perRow];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = TableElements.Text(CellOf(column, i / perRow).Slice(i % perRow * length, length));
        }

        return strings;
    }

    /// <summary>
    /// Rows for a new table, all columns byte for byte with their type, unit, dimensions, scaling and TNULL. Columns of variable length, whose
    /// arrays do not stand in the rows, are left out.
    /// </summary>
    /// <param name="rows">Rows from 0 in the order wanted, each as often as wanted; −1 gives a row of zeros. Taken over, not copied.</param>
    /// <returns>One content per column, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A row that the table does not have.</exception>
    public IReadOnlyList<FitsColumnContent> SelectRows(IReadOnlyList<int> rows)
    {
        foreach (var row in rows)
        {
            if (row < -1 || row >= Rows)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"The table has {Rows} rows.");
            }
        }

        return
        [
            .. Columns
                .Where(column => !column.IsVariableLength)
                .Select(column => FitsColumnContent.Copy(column, data, layout.RowBytes, rows)),
        ];
    }

    internal static Result<FitsTable> Read(FitsHdu hdu, FitsLimits limits)
    {
        if (hdu.Kind != FitsHduKind.BinaryTable)
        {
            return new Failure($"There is no binary table here: {hdu.Described()}");
        }

        if (hdu.StoredHeader.TryGet("ZTABLE", out bool compressed) && compressed)
        {
            return new Failure("The table is compressed (ZTABLE), which is not supported; decompress the file with funpack first");
        }

        if (hdu.Incomplete() is { } incomplete)
        {
            return incomplete;
        }

        if (!TableLayout.Of(hdu, limits).TryGet(out var layout, out var failure))
        {
            return failure.In($"byte {hdu.HeaderOffset}");
        }

        var unit = new byte[hdu.Layout.DataBytes];
        return hdu.Source.Read(hdu.DataOffset, unit) is { } unread ? unread : new FitsTable(layout, unit);
    }

    private delegate bool CellConverter<T>(ReadOnlySpan<byte> cell, Span<T> values);

    private static CellConverter<long> IntegersOf(FitsColumn column) => (cell, values) => TableElements.TryIntegers(column, cell, values);

    private static CellConverter<double> RealsOf(FitsColumn column) =>
        (cell, values) =>
        {
            TableElements.Reals(column, cell, values);
            return true;
        };

    private static CellConverter<bool> BooleansOf(FitsColumn column) =>
        (cell, values) =>
        {
            TableElements.Booleans(column, cell, values);
            return true;
        };

    private static CellConverter<Complex> ComplexesOf(FitsColumn column) =>
        (cell, values) =>
        {
            TableElements.Complexes(column, cell, values);
            return true;
        };

    private Result<FitsColumn> IntegerColumn(string name) =>
        Column(name, "integers", FitsColumnType.Byte, FitsColumnType.Int16, FitsColumnType.Int32, FitsColumnType.Int64)
            .Then<FitsColumn>(column =>
                column.Scale == 1 && column.Zero == Math.Truncate(column.Zero) && Math.Abs(column.Zero) < 1e19
                    ? column
                    : new Failure(
                        $"The column {name} has scaled integers (TSCAL {column.Scale}, TZERO {column.Zero}); read it as real numbers"
                    )
            );

    private Result<FitsColumn> NumberColumn(string name) =>
        Column(
            name,
            "numbers",
            FitsColumnType.Byte,
            FitsColumnType.Int16,
            FitsColumnType.Int32,
            FitsColumnType.Int64,
            FitsColumnType.Single,
            FitsColumnType.Double
        );

    private Result<FitsColumn> BooleanColumn(string name) => Column(name, "logical values", FitsColumnType.Logical, FitsColumnType.Bit);

    private Result<FitsColumn> ComplexColumn(string name) =>
        Column(name, "complex numbers", FitsColumnType.ComplexSingle, FitsColumnType.ComplexDouble);

    private Result<FitsColumn> Column(string name, string wanted, params ReadOnlySpan<FitsColumnType> types) =>
        layout.Find(name) switch
        {
            null => new Failure($"The table has no column {name}"),
            { } column when types.Contains(column.Type) => column,
            { } column => new Failure($"The column {name} is of type {column.Type}, not {wanted}"),
        };

    private ReadOnlySpan<byte> CellOf(FitsColumn column, int row) => data.AsSpan((row * layout.RowBytes) + column.Offset, column.Width);

    private Result<T[]> Flat<T>(FitsColumn column, CellConverter<T> convert)
    {
        if (column.IsVariableLength)
        {
            return new Failure($"The column {column.Name} has arrays of variable length; read it row by row");
        }

        var values = new T[Rows * column.Repeat];
        for (var row = 0; row < Rows; row++)
        {
            if (!convert(CellOf(column, row), values.AsSpan(row * column.Repeat, column.Repeat)))
            {
                return new Failure($"Row {row} of column {column.Name} does not fit into 64 bits");
            }
        }

        return values;
    }

    private Result<T[][]> ByRow<T>(FitsColumn column, CellConverter<T> convert, bool single = false)
    {
        var rows = new T[Rows][];
        long heapBytes = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            var cell = CellOf(column, row);
            var count = column.Repeat;
            if (column.IsVariableLength)
            {
                if (!HeapPointer.Read(data, layout, column, row).TryGet(out var pointer, out var failure))
                {
                    return failure;
                }

                heapBytes += pointer.Bytes;
                if (heapBytes > MaximumHeapSharing * layout.HeapBytes)
                {
                    return new Failure(
                        $"The arrays of column {column.Name} share the bytes of the heap more than {MaximumHeapSharing} times"
                    );
                }

                cell = data.AsSpan(pointer.Start, pointer.Bytes);
                count = pointer.Count;
            }

            rows[row] = new T[single ? 1 : count];
            if (!convert(cell, rows[row]))
            {
                return new Failure($"Row {row} of column {column.Name} does not fit into 64 bits");
            }
        }

        return rows;
    }
}
