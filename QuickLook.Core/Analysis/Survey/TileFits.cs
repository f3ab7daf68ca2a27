using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// Reads planned tiles out of the first binary table that has RA and DEC: TILEID, RA and DEC in degrees, PROGRAM or OBSCONDITIONS as text, and where they are
/// there IN_DESI (tiles without it are left out) and PASS.
/// </summary>
internal static class TileFits
{
    private static readonly FitsLimits Limits = new()
    {
        MaximumHdus = 100,
        MaximumTableBytes = TileFile.MostBytes,
        MaximumInflatedBytes = TileFile.MostBytes,
        MaximumPixels = 1,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its tiles; or why not, with column or row (counted from 1).</returns>
    public static Result<ImmutableArray<PlannedTile>> Read(string path)
    {
        if (!FitsFile.Open(path, Limits).TryGet(out var file, out var failure))
        {
            return failure with { Place = null, Reason = failure.ToString() };
        }

        using (file)
        {
            Failure? unread = null;
            foreach (var hdu in file.Hdus.Where(hdu => hdu.Kind == FitsHduKind.BinaryTable))
            {
                if (!hdu.ReadTable().TryGet(out var table, out failure))
                {
                    unread ??= failure.In(hdu.Address);
                }
                else if (table.Find("RA") is not null && table.Find("DEC") is not null)
                {
                    var read = Tiles(table);
                    return read.Failure is { } fault ? fault.In(hdu.Address) : read;
                }
            }

            return unread ?? file.Damage ?? new Failure("there is no binary table with the columns RA and DEC");
        }
    }

    private static Result<ImmutableArray<PlannedTile>> Tiles(FitsTable table)
    {
        if (table.Rows > TileFile.MostTiles)
        {
            return new Failure($"the table has {table.Rows} rows; at most {TileFile.MostTiles} tiles are read");
        }

        foreach (var name in new[] { "TILEID", "RA", "DEC", "IN_DESI", "PASS" })
        {
            if (table.Find(name) is { } column && (column.IsVariableLength || column.Repeat != 1))
            {
                return new Failure(
                    $"the column {name} has {(column.IsVariableLength ? "several" : $"{column.Repeat}")} values in a row, not one"
                );
            }
        }

        var hours = table.Find("RA")!.Unit.Trim() is var unit && TileText.IsHours(unit);
        if (!table.ReadDouble("RA").TryGet(out var ra, out var failure) || !table.ReadDouble("DEC").TryGet(out var dec, out failure))
        {
            return failure;
        }

        if (!Optional(table, "TILEID").TryGet(out var numbers, out failure) || !Optional(table, "PASS").TryGet(out var passes, out failure))
        {
            return failure;
        }

        if (!Programs(table).TryGet(out var programs, out failure) || !Inside(table).TryGet(out var inside, out failure))
        {
            return failure;
        }

        var tiles = ImmutableArray.CreateBuilder<PlannedTile>(table.Rows);
        var known = new HashSet<int>();
        for (var row = 0; row < table.Rows; row++)
        {
            if (inside.Length > 0 && !inside[row])
            {
                continue;
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"row {row + 1}");
            var read = TileRow.Of(
                numbers.Length > 0 ? numbers[row] : null,
                ra[row],
                hours,
                dec[row],
                programs.Length > 0 ? programs[row] : string.Empty,
                passes.Length > 0 ? passes[row] : null
            );
            if (!read.TryGet(out var tile, out failure))
            {
                return failure.In(place);
            }

            if (tile.Number is { } number && !known.Add(number))
            {
                return TileRow.Again(number, place);
            }

            tiles.Add(tile);
        }

        return tiles.ToImmutable();
    }

    private static Result<long[]> Optional(FitsTable table, string name) =>
        table.Find(name) is null ? Array.Empty<long>() : table.ReadInt64(name);

    // OBSCONDITIONS may also be a set of bits, which says nothing that a program is.
    private static Result<string[]> Programs(FitsTable table)
    {
        foreach (var name in new[] { "PROGRAM", "OBSCONDITIONS" })
        {
            if (table.Find(name) is { Type: FitsColumnType.Character } column)
            {
                var read = table.ReadString(name);
                return read.IsSuccess && read.Value.Length != table.Rows
                    ? new Failure($"the column {column.Name} has several words in a row, not one")
                    : read;
            }
        }

        return Array.Empty<string>();
    }

    private static Result<bool[]> Inside(FitsTable table) =>
        table.Find("IN_DESI") switch
        {
            null => Array.Empty<bool>(),
            { Type: FitsColumnType.Logical } => table.ReadBoolean("IN_DESI"),
            _ => table.ReadInt64("IN_DESI").Map(values => Array.ConvertAll(values, value => value != 0)),
        };
}
