using System.Buffers;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Median of each column of a table whose rows lie one after another. A few neighbouring columns are turned at a time: every row is then read in whole
/// cache lines, and a selection works on values side by side.
/// </summary>
internal static class ColumnMedians
{
    /// <summary>Two cache lines of a row.</summary>
    private const int ColumnsTogether = 16;

    /// <summary>Fills the medians over some of the rows.</summary>
    /// <param name="table">Row after row, each as long as <paramref name="medians"/>; not changed.</param>
    /// <param name="rows">Numbers of the rows that take part, at least one.</param>
    /// <param name="medians">One per column; written.</param>
    /// <param name="scales">One factor for each row that takes part; empty for none.</param>
    /// <exception cref="ArgumentException">No rows, or lengths that do not agree.</exception>
    public static void Fill(ReadOnlySpan<double> table, ReadOnlySpan<int> rows, Span<double> medians, ReadOnlySpan<double> scales = default)
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("Medians need at least one row.", nameof(rows));
        }

        if (!scales.IsEmpty)
        {
            Lengths.MustAgree(rows.Length, scales.Length, nameof(scales));
        }

        var columns = medians.Length;
        // An odd distance keeps the turned columns from falling into the same sets of the cache.
        var distance = rows.Length | 1;
        var rented = ArrayPool<double>.Shared.Rent(distance * ColumnsTogether);
        for (var first = 0; first < columns; first += ColumnsTogether)
        {
            var count = Math.Min(ColumnsTogether, columns - first);
            for (var row = 0; row < rows.Length; row++)
            {
                var values = table.Slice((rows[row] * columns) + first, count);
                var scale = scales.IsEmpty ? 1 : scales[row];
                for (var column = 0; column < values.Length; column++)
                {
                    rented[(column * distance) + row] = scale * values[column];
                }
            }

            for (var column = 0; column < count; column++)
            {
                medians[first + column] = OrderStatistics.Median(rented.AsSpan(column * distance, rows.Length));
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }
}
