using QuickLook.Core.Fits.Tables;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Compression;

/// <summary>In which form the bytes of one tile are.</summary>
internal enum TileForm
{
    /// <summary>Compressed by the image's algorithm.</summary>
    Compressed,

    /// <summary>Original pixels, deflated (GZIP_COMPRESSED_DATA).</summary>
    OriginalGzip,

    /// <summary>Original pixels (UNCOMPRESSED_DATA).</summary>
    Original,
}

/// <summary>Finds the bytes of each tile in the heap, in whichever column they are (FITS 4.0 section 10.1.3).</summary>
internal sealed class TileDirectory
{
    private readonly TableLayout layout;
    private readonly (FitsColumn Column, TileForm Form)[] columns;

    private TileDirectory(TableLayout layout, (FitsColumn Column, TileForm Form)[] columns)
    {
        this.layout = layout;
        this.columns = columns;
    }

    /// <summary>Finds the columns.</summary>
    /// <param name="layout">Layout of the table.</param>
    public static Result<TileDirectory> Of(TableLayout layout)
    {
        var found = new List<(FitsColumn, TileForm)>();
        foreach (
            var (name, form) in (ReadOnlySpan<(string, TileForm)>)
                [
                    ("COMPRESSED_DATA", TileForm.Compressed),
                    ("GZIP_COMPRESSED_DATA", TileForm.OriginalGzip),
                    ("UNCOMPRESSED_DATA", TileForm.Original),
                ]
        )
        {
            if (layout.Find(name) is not { } column)
            {
                continue;
            }

            if (!column.IsVariableLength)
            {
                return new Failure($"The column {name} of a compressed image must hold variable-length arrays");
            }

            found.Add((column, form));
        }

        return found.Count == 0
            ? new Failure("The compressed image has none of the columns COMPRESSED_DATA, GZIP_COMPRESSED_DATA, UNCOMPRESSED_DATA")
            : new TileDirectory(layout, [.. found]);
    }

    /// <summary>Where the bytes of a tile are, and in which form.</summary>
    /// <param name="data">Data unit of the table.</param>
    /// <param name="tile">Tile, from 0.</param>
    public Result<(HeapPointer Bytes, TileForm Form)> Find(ReadOnlySpan<byte> data, int tile)
    {
        foreach (var (column, form) in columns)
        {
            if (!HeapPointer.Read(data, layout, column, tile).TryGet(out var pointer, out var failure))
            {
                return failure;
            }

            if (pointer.Bytes > 0)
            {
                return (pointer, form);
            }
        }

        return new Failure($"Tile {tile} has no data");
    }
}
