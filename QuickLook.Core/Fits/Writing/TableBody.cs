namespace QuickLook.Core.Fits.Writing;

/// <summary>A binary table.</summary>
/// <param name="columns">Columns of equal length.</param>
internal sealed class TableBody(IReadOnlyList<FitsColumnContent> columns) : IHduBody
{
    /// <inheritdoc/>
    public bool CanBePrimary => false;

    private int RowBytes => columns.Sum(column => column.Bytes);

    /// <inheritdoc/>
    public IEnumerable<FitsCard> Structure(bool isPrimary)
    {
        yield return FitsCard.Of("XTENSION", "BINTABLE", "binary table extension");
        yield return FitsCard.Of("BITPIX", 8);
        yield return FitsCard.Of("NAXIS", 2);
        yield return FitsCard.Of("NAXIS1", RowBytes, "bytes per row");
        yield return FitsCard.Of("NAXIS2", columns[0].Rows, "rows");
        yield return FitsCard.Of("PCOUNT", 0);
        yield return FitsCard.Of("GCOUNT", 1);
        yield return FitsCard.Of("TFIELDS", columns.Count);
        for (var n = 1; n <= columns.Count; n++)
        {
            foreach (var card in Column(n, columns[n - 1]))
            {
                yield return card;
            }
        }
    }

    /// <inheritdoc/>
    public void WriteData(DataUnit data)
    {
        var row = new byte[RowBytes];
        for (var r = 0; r < columns[0].Rows; r++)
        {
            var offset = 0;
            foreach (var column in columns)
            {
                column.Write(r, row.AsSpan(offset, column.Bytes));
                offset += column.Bytes;
            }

            data.Write(row);
        }
    }

    private static IEnumerable<FitsCard> Column(int n, FitsColumnContent column)
    {
        yield return FitsCard.Of($"TTYPE{n}", column.Name);
        yield return FitsCard.Of($"TFORM{n}", column.Form);
        if (column.Unit.Length > 0)
        {
            yield return FitsCard.Of($"TUNIT{n}", column.Unit);
        }

        if (column.Zero != 0 || column.Scale != 1)
        {
            yield return Number($"TSCAL{n}", column.Scale);
            yield return Number($"TZERO{n}", column.Zero);
        }

        if (column.Null is { } undefined)
        {
            yield return FitsCard.Of($"TNULL{n}", undefined);
        }

        if (column.Dimensions.Count > 0)
        {
            yield return FitsCard.Of($"TDIM{n}", $"({string.Join(',', column.Dimensions)})");
        }
    }

    // Readers know unsigned integers by a TZERO that is written as a whole number.
    private static FitsCard Number(string keyword, double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e18 ? FitsCard.Of(keyword, (long)value) : FitsCard.Of(keyword, value);
}
