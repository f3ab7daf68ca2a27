using QuickLook.Core.Numerics;

namespace QuickLook.Tests.Core.Numerics;

public sealed class ColumnMediansTests
{
    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 9)]
    [InlineData(7, 3)]
    [InlineData(100, 400)]
    [InlineData(501, 333)]
    public void Medians_equal_those_of_sorted_columns(int rows, int columns)
    {
        // Spectra with sharp lines over a smooth level, each fiber with its own brightness.
        var random = new Random(20201107);
        var brightness = Enumerable.Range(0, rows).Select(_ => 1 + random.NextDouble()).ToArray();
        var table = new double[rows * columns];
        for (var i = 0; i < table.Length; i++)
        {
            var column = i % columns;
            var line = column % 50 is > 20 and < 25 ? 100 : 0;
            table[i] = brightness[i / columns] * (10 + line + Math.Sin(column / 30.0)) + (0.01 * random.NextDouble());
        }

        ShouldEqualSorting(table, [.. Enumerable.Range(0, rows)], columns, []);
    }

    [Fact]
    public void Values_with_many_ties_have_their_median()
    {
        var random = new Random(20201107);
        var table = Enumerable.Range(0, 60 * 100).Select(_ => (double)random.Next(-1, 2)).ToArray();
        ShouldEqualSorting(table, [.. Enumerable.Range(0, 60)], 100, []);
    }

    [Fact]
    public void Only_the_named_rows_take_part_each_with_its_factor()
    {
        var random = new Random(20201107);
        var table = Enumerable.Range(0, 40 * 77).Select(_ => random.NextDouble()).ToArray();
        int[] rows = [.. Enumerable.Range(0, 40).Where(row => row % 3 != 0)];
        ShouldEqualSorting(table, rows, 77, [.. rows.Select(row => 1 + (0.1 * row))]);
    }

    [Fact]
    public void What_is_no_number_does_not_keep_the_medians_from_coming_to_an_end()
    {
        var table = Enumerable.Repeat(double.NaN, 300 * 40).ToArray();
        table.AsSpan(0, 40 * 10).Fill(1);
        ColumnMedians.Fill(table, [.. Enumerable.Range(0, 300)], new double[40]);
        table.AsSpan().Fill(double.PositiveInfinity);
        var medians = new double[40];
        ColumnMedians.Fill(table, [.. Enumerable.Range(0, 300)], medians);
        medians.ShouldAllBe(median => double.IsPositiveInfinity(median));
    }

    [Fact]
    public void No_rows_and_unequal_lengths_are_refused()
    {
        Should.Throw<ArgumentException>(() => ColumnMedians.Fill([1, 2], [], new double[2]));
        Should.Throw<ArgumentException>(() => ColumnMedians.Fill([1, 2], [0], new double[2], [1, 1]));
    }

    private static void ShouldEqualSorting(double[] table, int[] rows, int columns, double[] scales)
    {
        var medians = new double[columns];
        ColumnMedians.Fill(table, rows, medians, scales);
        for (var column = 0; column < columns; column++)
        {
            var sorted = rows.Select((row, i) => table[(row * columns) + column] * (scales.Length == 0 ? 1 : scales[i])).Order().ToArray();
            medians[column].ShouldBe((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, $"column {column}");
        }
    }
}
