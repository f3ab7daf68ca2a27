using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Compression;

/// <summary>How the pixels of a tile are compressed (FITS 4.0 section 10.4).</summary>
internal enum TileAlgorithm
{
    /// <summary>RICE_1.</summary>
    Rice,

    /// <summary>GZIP_1: big-endian pixels, deflated.</summary>
    Gzip,

    /// <summary>GZIP_2: bytes sorted by significance, deflated.</summary>
    ShuffledGzip,

    /// <summary>NOCOMPRESS: big-endian pixels.</summary>
    None,
}

/// <summary>Reads ZCMPTYPE.</summary>
internal static class TileAlgorithms
{
    /// <summary>The algorithm of an image.</summary>
    /// <param name="header">Header of the table that stores it.</param>
    /// <returns>The algorithm; a failure that names one that is not supported.</returns>
    public static Result<TileAlgorithm> Of(FitsHeader header)
    {
        if (!header.GetString("ZCMPTYPE").TryGet(out var name, out var failure))
        {
            return failure;
        }

        return name.Trim() switch
        {
            "RICE_1" or "RICE_ONE" => TileAlgorithm.Rice,
            "GZIP_1" => TileAlgorithm.Gzip,
            "GZIP_2" => TileAlgorithm.ShuffledGzip,
            "NOCOMPRESS" => TileAlgorithm.None,
            "PLIO_1" or "HCOMPRESS_1" => new Failure(
                $"The compression {name.Trim()} is not supported; decompress the file with funpack first"
            ),
            _ => new Failure($"The compression '{name}' (ZCMPTYPE) is unknown"),
        };
    }
}
