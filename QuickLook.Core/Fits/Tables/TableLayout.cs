using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Tables;

/// <summary>Where rows, columns and heap of a binary table lie within its data unit.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="RowBytes">Bytes per row.</param>
/// <param name="Columns">Columns in order.</param>
/// <param name="HeapOffset">Byte of the heap within the data unit.</param>
/// <param name="HeapBytes">Bytes of the heap.</param>
internal sealed record TableLayout(int Rows, int RowBytes, IReadOnlyList<FitsColumn> Columns, long HeapOffset, long HeapBytes)
{
    private const int MaximumColumns = 999;

    /// <summary>Reads the layout of a table HDU.</summary>
    /// <param name="hdu">A binary table, or the table behind a compressed image.</param>
    /// <param name="limits">Bounds.</param>
    public static Result<TableLayout> Of(FitsHdu hdu, FitsLimits limits)
    {
        var stored = hdu.Layout;
        var header = hdu.StoredHeader;
        if (stored.Axes.Count != 2 || stored.Bitpix != 8)
        {
            return new Failure($"A binary table has BITPIX 8 and two axes, here are {stored.Bitpix} and {stored.Axes.Count}");
        }

        if (stored.DataBytes > Math.Min(limits.MaximumTableBytes, Array.MaxLength))
        {
            return new Failure($"The table has {stored.DataBytes} bytes, more than {limits.MaximumTableBytes}");
        }

        if (!header.GetInt("TFIELDS").TryGet(out var fields, out var failure))
        {
            return failure;
        }

        if (fields is < 0 or > MaximumColumns || (stored.Axes[0] == 0 && stored.Axes[1] > 0))
        {
            return new Failure($"A table of {fields} columns and {stored.Axes[1]} rows of {stored.Axes[0]} bytes is impossible");
        }

        var columns = new List<FitsColumn>(fields);
        long rowBytes = 0;
        for (var n = 1; n <= fields; n++)
        {
            if (!ColumnOf(header, n, rowBytes).TryGet(out var column, out failure))
            {
                return failure;
            }

            columns.Add(column);
            rowBytes += column.Width;
        }

        if (rowBytes != stored.Axes[0])
        {
            return new Failure($"The columns take {rowBytes} bytes, but a row has {stored.Axes[0]} (NAXIS1)");
        }

        return WithHeap(stored, header, columns);
    }

    /// <summary>The column with this name; null when there is none.</summary>
    /// <param name="name">TTYPE in any case.</param>
    public FitsColumn? Find(string name)
    {
        foreach (var column in Columns)
        {
            if (column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        return null;
    }

    private static Result<TableLayout> WithHeap(HduLayout stored, FitsHeader header, List<FitsColumn> columns)
    {
        var mainBytes = (long)stored.Axes[0] * stored.Axes[1];
        var heapOffset = header.TryGet("THEAP", out long theap) ? theap : mainBytes;
        if (heapOffset < mainBytes || heapOffset > stored.DataBytes)
        {
            return new Failure($"The heap begins at byte {heapOffset} (THEAP) of {stored.DataBytes}, within or behind the table");
        }

        return new TableLayout(stored.Axes[1], stored.Axes[0], columns, heapOffset, stored.DataBytes - heapOffset);
    }

    private static Result<FitsColumn> ColumnOf(FitsHeader header, int n, long offset)
    {
        if (!header.GetString($"TFORM{n}").Then(ColumnFormat.Parse).TryGet(out var format, out var failure))
        {
            return failure;
        }

        var width = format.RowBytes;
        if (offset + width > int.MaxValue)
        {
            return new Failure($"Column {n} ends beyond byte {int.MaxValue} of its row");
        }

        return new FitsColumn
        {
            Name = header.GetString($"TTYPE{n}").Or(string.Empty).Trim(),
            Type = format.Type,
            Repeat = format.Repeat,
            IsVariableLength = format.DescriptorBytes > 0,
            Unit = header.GetString($"TUNIT{n}").Or(string.Empty).Trim(),
            Scale = header.GetDouble($"TSCAL{n}").Or(1),
            Zero = header.GetDouble($"TZERO{n}").Or(0),
            Null = header.TryGet($"TNULL{n}", out long undefined) ? undefined : null,
            Dimensions = DimensionsOf(header.GetString($"TDIM{n}").Or(string.Empty), format.Repeat),
            Offset = (int)offset,
            Width = (int)width,
        };
    }

    private static List<int> DimensionsOf(string tdim, int repeat)
    {
        var text = tdim.Trim();
        if (text.Length < 3 || text[0] != '(' || text[^1] != ')')
        {
            return [];
        }

        long product = 1;
        var dimensions = new List<int>();
        foreach (var part in text[1..^1].Split(','))
        {
            if (!int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || (product *= size) > repeat)
            {
                return [];
            }

            dimensions.Add(size);
        }

        return product == repeat ? dimensions : [];
    }
}
