using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace QuickLook.Web.Plots;

/// <summary>The data of a figure as columns of equal length.</summary>
public sealed class FigureTable
{
    private readonly Lazy<ImmutableArray<FigureColumn>> columns;

    /// <summary>A table.</summary>
    /// <param name="columns">The columns.</param>
    public FigureTable(ImmutableArray<FigureColumn> columns)
    {
        this.columns = new(columns);
        Rows = columns.IsDefaultOrEmpty ? 0 : columns.Max(column => column.Cells.Length);
    }

    /// <summary>A long table, written only when somebody wants it.</summary>
    /// <param name="rows">How many rows it will have.</param>
    /// <param name="columns">Writes the columns; once.</param>
    public FigureTable(int rows, Func<ImmutableArray<FigureColumn>> columns)
    {
        this.columns = new(columns);
        Rows = rows;
    }

    /// <summary>The columns.</summary>
    public ImmutableArray<FigureColumn> Columns => columns.Value;

    /// <summary>No data.</summary>
    public static FigureTable Empty { get; } = new([]);

    /// <summary>Rows of the longest column.</summary>
    public int Rows { get; }

    /// <summary>As comma separated values (RFC 4180): a line of names with units, then a line per row; empty where there is no value.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Columns.Select(column => Quoted(column.Heading))).Append("\r\n");
        for (var row = 0; row < Rows; row++)
        {
            var at = row;
            text.AppendJoin(',', Columns.Select(column => at < column.Cells.Length ? Quoted(column.Cells[at]) : string.Empty))
                .Append("\r\n");
        }

        return text.ToString();
    }

    // A text that begins like a formula would be one in a spreadsheet.
    private static string Quoted(string text)
    {
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' || (text.StartsWith('-') && !IsNumber(text));
        var safe = isFormula ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
