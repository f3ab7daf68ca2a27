namespace QuickLook.Web.Commands;

/// <summary>A table of texts: the first column, and those that are said to be, stand left, numbers stand right.</summary>
internal sealed class PrintedTable
{
    private readonly string[] headings;
    private readonly HashSet<int> left;
    private readonly List<string[]> rows = [];

    /// <summary>A table without rows.</summary>
    /// <param name="headings">Titles of the columns.</param>
    /// <param name="leftColumns">Columns beside the first that hold words.</param>
    public PrintedTable(string[] headings, params int[] leftColumns)
    {
        this.headings = headings;
        left = [0, .. leftColumns];
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are headings.</param>
    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>Writes it with columns in line.</summary>
    public void WriteAligned(TextWriter output)
    {
        var widths = headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(headings))
        {
            var cells = row.Select((cell, column) => left.Contains(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>Writes it as a table of Markdown.</summary>
    public void WriteMarkdown(TextWriter output)
    {
        output.WriteLine($"| {string.Join(" | ", headings)} |");
        output.WriteLine($"| {string.Join(" | ", headings.Select((_, column) => left.Contains(column) ? "---" : "---:"))} |");
        foreach (var row in rows)
        {
            output.WriteLine($"| {string.Join(" | ", row)} |");
        }
    }
}
