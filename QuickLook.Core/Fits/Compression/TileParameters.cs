using QuickLook.Core.Fits.Images;
using QuickLook.Core.Fits.Tables;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Compression;

/// <summary>What header and columns say about the compression of an image (FITS 4.0 sections 10.1 and 10.4).</summary>
/// <param name="Algorithm">Compression of the tiles.</param>
/// <param name="Bitpix">BITPIX of the image.</param>
/// <param name="BlockSize">Pixels per block of RICE_1.</param>
/// <param name="BytesPerPixel">Bytes per pixel of RICE_1.</param>
/// <param name="Grid">The tiles.</param>
/// <param name="Quantisation">How real pixels became integers; null when they did not.</param>
/// <param name="Scaling">From stored to physical values.</param>
internal sealed record TileParameters(
    TileAlgorithm Algorithm,
    int Bitpix,
    int BlockSize,
    int BytesPerPixel,
    TileGrid Grid,
    Quantisation? Quantisation,
    PixelScaling Scaling
)
{
    private const int MaximumBlockSize = 1 << 15;

    /// <summary>Reads the parameters of a compressed image.</summary>
    /// <param name="hdu">The HDU.</param>
    /// <param name="table">Layout of the table that stores it.</param>
    public static Result<TileParameters> Of(FitsHdu hdu, TableLayout table)
    {
        var stored = hdu.StoredHeader;
        if (
            !TileAlgorithms.Of(stored).TryGet(out var algorithm, out var failure)
            || !hdu.Header.GetInt("BITPIX").TryGet(out var bitpix, out failure)
        )
        {
            return failure;
        }

        if (bitpix is not (8 or 16 or 32 or -32 or -64))
        {
            return new Failure($"Compressed images of BITPIX {bitpix} (ZBITPIX) are not supported");
        }

        if (
            !TileGrid.Of(hdu.Axes, stored).TryGet(out var grid, out failure)
            || !Quantisation.Of(stored, table, bitpix).TryGet(out var quantisation, out failure)
            || !ScalingOf(hdu.Header, stored, bitpix).TryGet(out var scaling, out failure)
        )
        {
            return failure;
        }

        var blockSize = Option(stored, "BLOCKSIZE", 32);
        var bytesPerPixel = Option(stored, "BYTEPIX", 4);
        if (blockSize is < 1 or > MaximumBlockSize || bytesPerPixel is not (1 or 2 or 4))
        {
            return new Failure($"RICE_1 with BLOCKSIZE {blockSize} and BYTEPIX {bytesPerPixel} is not supported");
        }

        return algorithm == TileAlgorithm.Rice && bitpix < 0 && quantisation is null
            ? new Failure("Real pixels compressed by RICE_1 need ZSCALE and ZZERO")
            : new TileParameters(algorithm, bitpix, (int)blockSize, (int)bytesPerPixel, grid, quantisation, scaling);
    }

    private static Result<PixelScaling> ScalingOf(FitsHeader header, FitsHeader stored, int bitpix) =>
        PixelScaling
            .Of(header, bitpix)
            .Map(scaling =>
                bitpix > 0 && scaling.Blank is null && stored.TryGet("ZBLANK", out long blank) ? scaling with { Blank = blank } : scaling
            );

    private static long Option(FitsHeader stored, string name, long fallback)
    {
        for (var n = 1; stored.TryGet($"ZNAME{n}", out string? option); n++)
        {
            if (option.Trim() == name)
            {
                return stored.TryGet($"ZVAL{n}", out long value) ? value : -1;
            }
        }

        return fallback;
    }
}
