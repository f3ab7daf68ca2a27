using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// Reads planned tiles out of a table in text: names in the first line that is no comment, or in the last comment before the numbers; columns divided by
/// commas or blanks; ECSV headers tell units.
/// </summary>
internal static class TileText
{
    private const int LongestLine = 4096;
    private const int MostColumns = 200;

    // The survey's first list of pointings, whose right ascension is in hours although nothing in it says so.
    private static readonly string[] HistoricalList = ["RA", "DEC", "EXPTIME", "E(B-V)", "HOURANGLE", "AIRMASS"];

    /// <summary>True for a unit that means hours of right ascension.</summary>
    /// <param name="unit">A unit in any case.</param>
    public static bool IsHours(string unit) => unit.Trim().ToUpperInvariant() is "HOUR" or "HOURS" or "H" or "HR" or "HOURANGLE";

    /// <summary>Reads a file's content.</summary>
    /// <param name="content">Its bytes, UTF-8.</param>
    /// <returns>Its tiles; or why not, with the line counted from 1.</returns>
    public static Result<ImmutableArray<PlannedTile>> Read(ReadOnlySpan<byte> content)
    {
        if (content.Contains((byte)0))
        {
            return new Failure("the file is neither a FITS file nor a table in text");
        }

        var tiles = ImmutableArray.CreateBuilder<PlannedTile>();
        var known = new HashSet<int>();
        var units = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string[] lastComment = [];
        Columns? columns = null;
        using var lines = new StringReader(Encoding.UTF8.GetString(content));
        var at = 0;
        while (lines.ReadLine() is { } line)
        {
            at++;
            var place = string.Create(CultureInfo.InvariantCulture, $"line {at}");
            if (line.Length > LongestLine)
            {
                return new Failure($"the line has more than {LongestLine} letters", place);
            }

            var text = line.Trim().TrimStart('\uFEFF');
            if (text.Length == 0)
            {
                continue;
            }

            if (text[0] == '#')
            {
                NoteUnit(text, units);
                lastComment = columns is null ? Cells(text.TrimStart('#')) : lastComment;
                continue;
            }

            var cells = Cells(text);
            if (columns is null)
            {
                var isNamed = Columns.AreNames(cells);
                if (
                    !Columns
                        .Find(isNamed || !Columns.AreNames(lastComment) ? cells : lastComment, units)
                        .TryGet(out columns, out var unnamed)
                )
                {
                    return unnamed.In(place);
                }

                if (isNamed)
                {
                    continue;
                }
            }

            if (!columns.Tile(cells).TryGet(out var tile, out var failure))
            {
                return failure.In(place);
            }

            if (tile is null)
            {
                continue;
            }

            if (tile.Number is { } number && !known.Add(number))
            {
                return TileRow.Again(number, place);
            }

            tiles.Add(tile);
            if (tiles.Count > TileFile.MostTiles)
            {
                return new Failure($"the file has more than {TileFile.MostTiles} tiles", place);
            }
        }

        return columns is null ? new Failure("the file has no line with the names of its columns") : tiles.ToImmutable();
    }

    // "# - {name: RA, unit: hour, datatype: float64}"
    private static void NoteUnit(string comment, Dictionary<string, string> units)
    {
        var open = comment.IndexOf('{', StringComparison.Ordinal);
        var close = comment.LastIndexOf('}');
        if (open < 0 || close < open)
        {
            return;
        }

        var parts = comment[(open + 1)..close]
            .Split(',')
            .Select(part => part.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 2)
            .ToList();
        if (ValueOf("name") is { } name && ValueOf("unit") is { } unit && units.Count < MostColumns)
        {
            units[name] = unit;
        }

        string? ValueOf(string key) => parts.Find(part => part[0] == key)?[1].Trim('\'', '"');
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var isByComma = line.Contains(',', StringComparison.Ordinal);
        var cell = new StringBuilder();
        var (isQuoted, isBegun) = (false, false);
        foreach (var letter in line)
        {
            var divides = !isQuoted && (isByComma ? letter == ',' : char.IsWhiteSpace(letter));
            if (letter == '"')
            {
                isQuoted = !isQuoted;
                isBegun = true;
            }
            else if (!divides)
            {
                cell.Append(letter);
                isBegun = true;
            }
            else if (isByComma || isBegun)
            {
                End();
            }
        }

        if (isByComma || isBegun)
        {
            End();
        }

        return [.. cells];

        void End()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
            isBegun = false;
        }
    }

    /// <summary>Which column is what.</summary>
    private sealed record Columns(int Count, int Ra, bool IsInHours, int Dec, int Number, int Program, int Pass, int Inside)
    {
        public static bool AreNames(string[] cells) => Index(cells, "DEC", "DEC_DEG") >= 0 && Index(cells, "RA", "RA_DEG", "RA_HOURS") >= 0;

        public static Result<Columns> Find(string[] names, Dictionary<string, string> units)
        {
            if (!AreNames(names))
            {
                return new Failure("the names of the columns are expected here, RA (or RA_HOURS) and DEC among them");
            }

            if (names.Length > MostColumns)
            {
                return new Failure($"there are more than {MostColumns} columns");
            }

            var ra = Index(names, "RA_HOURS", "RA", "RA_DEG");
            var isInHours =
                names[ra].Equals("RA_HOURS", StringComparison.OrdinalIgnoreCase)
                || (units.TryGetValue(names[ra], out var unit) && IsHours(unit))
                || names.SequenceEqual(HistoricalList, StringComparer.OrdinalIgnoreCase);
            return new Columns(
                names.Length,
                ra,
                isInHours,
                Index(names, "DEC", "DEC_DEG"),
                Index(names, "TILEID"),
                Index(names, "PROGRAM", "OBSCONDITIONS"),
                Index(names, "PASS"),
                Index(names, "IN_DESI")
            );
        }

        /// <summary>The tile of a line; null for one that is outside of the survey.</summary>
        public Result<PlannedTile?> Tile(string[] cells)
        {
            if (cells.Length != Count)
            {
                return new Failure($"there are {cells.Length} values for {Count} columns");
            }

            if (!RealOf(cells, Ra, "RA").TryGet(out var ra, out var failure) || !RealOf(cells, Dec, "DEC").TryGet(out var dec, out failure))
            {
                return failure;
            }

            if (
                !WholeOf(cells, Number, "TILEID").TryGet(out var number, out failure)
                || !WholeOf(cells, Pass, "PASS").TryGet(out var pass, out failure)
            )
            {
                return failure;
            }

            if (Inside >= 0 && cells[Inside].ToUpperInvariant() is "0" or "F" or "FALSE")
            {
                return Result<PlannedTile?>.Success(null);
            }

            return TileRow
                .Of(number, ra, IsInHours, dec, Program >= 0 ? cells[Program] : string.Empty, pass)
                .Map(tile => (PlannedTile?)tile);
        }

        private static int Index(string[] cells, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                var at = Array.FindIndex(cells, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase));
                if (at >= 0)
                {
                    return at;
                }
            }

            return -1;
        }

        private static Result<double> RealOf(string[] cells, int at, string name) =>
            double.TryParse(cells[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : new Failure($"{name} is '{Short(cells[at])}', not a number");

        private static Result<long?> WholeOf(string[] cells, int at, string name) =>
            at < 0 ? Result<long?>.Success(null)
            : long.TryParse(cells[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? (long?)value
            : new Failure($"{name} is '{Short(cells[at])}', not a whole number");

        private static string Short(string text) => text.Length > 30 ? text[..30] + "…" : text;
    }
}
