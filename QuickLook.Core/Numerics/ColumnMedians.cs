using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Median of each column of a table whose rows lie one after another. Neighbouring columns of spectra have almost the same median: eight columns are gone
/// through side by side, values below a bracket around the last median are counted, and only the few inside are kept and ordered; a column whose
/// median lies elsewhere is ordered as a whole. NaN gives an undefined order.
/// </summary>
internal ref struct ColumnMedians
{
    /// <summary>Share of a column that the bracket holds at first. It is widened after a look that missed a median, and narrowed slowly after others.</summary>
    private const double ShareInside = 0.06;
    private const double Widening = 1.3;
    private const double Narrowing = 0.95;

    private static readonly int ColumnsTogether = Vector512<double>.Count;

    private readonly ReadOnlySpan<double> table;
    private readonly ReadOnlySpan<int> rows;
    private readonly ReadOnlySpan<double> scales;
    private readonly int columns;

    /// <summary>Values inside the bracket, column after column.</summary>
    private readonly Span<double> inside;
    private double centre = double.NaN;
    private double reach;

    private ColumnMedians(ReadOnlySpan<double> table, ReadOnlySpan<int> rows, ReadOnlySpan<double> scales, int columns, Span<double> inside)
    {
        this.table = table;
        this.rows = rows;
        this.scales = scales;
        this.columns = columns;
        this.inside = inside;
    }

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

        var rented = ArrayPool<double>.Shared.Rent(rows.Length * ColumnsTogether);
        new ColumnMedians(table, rows, scales, medians.Length, rented.AsSpan(0, rows.Length * ColumnsTogether)).FillAll(medians);
        ArrayPool<double>.Shared.Return(rented);
    }

    private void FillAll(Span<double> medians)
    {
        var first = 0;
        for (; first <= columns - ColumnsTogether; first += ColumnsTogether)
        {
            FillTogether(first, medians.Slice(first, ColumnsTogether));
        }

        for (; first < columns; first++)
        {
            medians[first] = OrderAll(first);
        }
    }

    private void FillTogether(int first, Span<double> medians)
    {
        Span<int> counts = stackalloc int[ColumnsTogether];
        var below = double.IsNaN(centre) ? Vector512<long>.Zero : Collect(first, centre - reach, centre + reach, counts);
        var hasMissed = false;
        for (var k = 0; k < ColumnsTogether; k++)
        {
            var count = counts[k];
            var (lower, upper) = (((rows.Length - 1) / 2) - (int)below[k], (rows.Length / 2) - (int)below[k]);
            if (lower < 0 || upper >= count)
            {
                // Ordering the whole column takes the place of what was collected for this one.
                hasMissed = true;
                medians[k] = OrderAll(first + k, inside.Slice(k * rows.Length, rows.Length));
                continue;
            }

            var collected = inside.Slice(k * rows.Length, count);
            centre = OrderStatistics.Select(collected, upper);
            if (lower < upper)
            {
                centre = (TensorPrimitives.Max<double>(collected[..upper]) + centre) / 2;
            }

            medians[k] = centre;
        }

        reach *= hasMissed ? Widening : Narrowing;
    }

    /// <summary>Keeps the values in the bracket and counts those below it.</summary>
    private readonly Vector512<long> Collect(int first, double low, double high, Span<int> counts)
    {
        var below = Vector512<long>.Zero;
        var lows = Vector512.Create(low);
        var highs = Vector512.Create(high);
        for (var i = 0; i < rows.Length; i++)
        {
            var values = Vector512.Create(table.Slice((rows[i] * columns) + first, ColumnsTogether));
            if (!scales.IsEmpty)
            {
                values *= scales[i];
            }

            below -= Vector512.LessThan(values, lows).AsInt64();
            var bits = (Vector512.GreaterThanOrEqual(values, lows) & Vector512.LessThanOrEqual(values, highs)).ExtractMostSignificantBits();
            for (; bits != 0; bits &= bits - 1)
            {
                var k = BitOperations.TrailingZeroCount(bits);
                inside[(k * rows.Length) + counts[k]++] = values[k];
            }
        }

        return below;
    }

    private double OrderAll(int column) => OrderAll(column, inside[..rows.Length]);

    /// <summary>Orders a whole column, and takes a part of the distance of its quartiles to begin the bracket with.</summary>
    private double OrderAll(int column, Span<double> scratch)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            scratch[i] = table[(rows[i] * columns) + column] * (scales.IsEmpty ? 1 : scales[i]);
        }

        centre = OrderStatistics.Median(scratch);
        var quartile = OrderStatistics.Select(scratch[..((scratch.Length / 2) + 1)], scratch.Length / 4);
        reach = Math.Max(reach, Math.Abs(centre - quartile) * 2 * ShareInside);
        return centre;
    }
}
