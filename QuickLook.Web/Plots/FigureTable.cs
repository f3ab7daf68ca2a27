using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace QuickLook.Web.Plots;

/// <summary>The data of a figure as columns of equal length.</summary>
/// <param name="Columns">The columns.</param>
public sealed record FigureTable(ImmutableArray<FigureColumn> Columns)
{
    /// <summary>No data.</summary>
    public static FigureTable Empty { get; } = new([]);

    /// <summary>Rows of the longest column.</summary>
    public int Rows => Columns.IsDefaultOrEmpty ? 0 : Columns.Max(column => column.Cells.Length);

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
