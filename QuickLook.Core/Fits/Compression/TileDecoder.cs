using System.Buffers;
using QuickLook.Core.Fits.Images;
using QuickLook.Core.Fits.Sources;
using QuickLook.Core.Fits.Tables;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Compression;

/// <summary>Turns the bytes of one tile into physical values.</summary>
/// <param name="parameters">Compression of the image.</param>
/// <param name="layout">Layout of the table.</param>
/// <param name="data">Data unit of the table.</param>
internal sealed class TileDecoder(TileParameters parameters, TableLayout layout, byte[] data)
{
    /// <summary>Why a tile cannot have as many pixels as it should: found from the number of its bytes, before anything is decoded.</summary>
    /// <param name="pointer">Where its bytes are.</param>
    /// <param name="form">Their form.</param>
    /// <param name="pixels">Pixels of the tile.</param>
    public Failure? Implausible(HeapPointer pointer, TileForm form, int pixels)
    {
        var isDeflated = form == TileForm.OriginalGzip || parameters.Algorithm is TileAlgorithm.Gzip or TileAlgorithm.ShuffledGzip;
        var minimum =
            form == TileForm.Original ? pixels
            : isDeflated ? pixels / TileGunzip.MaximumRatio
            : parameters.Algorithm == TileAlgorithm.Rice ? RiceDecoder.MinimumBytes(pixels, parameters.BlockSize, parameters.BytesPerPixel)
            : pixels;
        return pointer.Bytes < minimum ? new Failure($"{pointer.Bytes} bytes cannot hold the {pixels} pixels of the tile") : null;
    }

    /// <summary>Decodes one tile.</summary>
    /// <param name="tile">Tile, from 0.</param>
    /// <param name="pointer">Where its bytes are.</param>
    /// <param name="form">Their form.</param>
    /// <param name="scratch">Working space of this thread.</param>
    /// <param name="physical">The tile's pixels.</param>
    /// <returns>Null, or why the tile cannot be decoded.</returns>
    public Failure? Decode<T>(int tile, HeapPointer pointer, TileForm form, TileScratch scratch, Span<T> physical)
        where T : unmanaged
    {
        var isReal = parameters.Bitpix < 0 && (form != TileForm.Compressed || parameters.Quantisation is null);
        return isReal ? DecodeReals(pointer, form, scratch, physical) : DecodeIntegers(tile, pointer, form, scratch, physical);
    }

    private Failure? DecodeIntegers<T>(int tile, HeapPointer pointer, TileForm form, TileScratch scratch, Span<T> physical)
        where T : unmanaged
    {
        var integers = scratch.Integers.AsSpan(0, physical.Length);
        if (form == TileForm.Compressed && parameters.Algorithm == TileAlgorithm.Rice)
        {
            var compressed = data.AsSpan(pointer.Start, pointer.Bytes);
            if (!RiceDecoder.TryDecode(compressed, integers, parameters.BlockSize, parameters.BytesPerPixel))
            {
                return new Failure($"The RICE_1 data end before the {physical.Length} pixels of the tile");
            }
        }
        else
        {
            if (!Unpack(pointer, form, scratch, physical.Length).TryGet(out var width, out var failure))
            {
                return failure;
            }

            if (width == 8)
            {
                return new Failure("The tile has integers of 8 bytes, which are not supported in compressed images");
            }

            BigEndian.ToIntegers(scratch.Bytes.AsSpan(0, width * physical.Length), integers, width);
        }

        if (parameters.Quantisation is null || form != TileForm.Compressed)
        {
            PixelConversion.FromIntegers(integers, physical, parameters.Scaling);
            return null;
        }

        if (parameters.Quantisation.Unusable is { } unusable)
        {
            return unusable;
        }

        var reals = scratch.Reals.AsSpan(0, physical.Length);
        parameters.Quantisation.Restore(integers, reals, data, layout, tile);
        if (parameters.Bitpix == -32)
        {
            RoundToSingle(reals);
        }

        PixelConversion.FromReals(reals, physical, parameters.Scaling);
        return null;
    }

    private Failure? DecodeReals<T>(HeapPointer pointer, TileForm form, TileScratch scratch, Span<T> physical)
        where T : unmanaged
    {
        if (!Unpack(pointer, form, scratch, physical.Length).TryGet(out var width, out var failure))
        {
            return failure;
        }

        if (width < 4)
        {
            return new Failure($"The tile has pixels of {width} bytes, real numbers have 4 or 8");
        }

        var reals = scratch.Reals.AsSpan(0, physical.Length);
        BigEndian.ToReals(scratch.Bytes.AsSpan(0, width * physical.Length), reals, width);
        PixelConversion.FromReals(reals, physical, parameters.Scaling);
        return null;
    }

    // Brings big-endian pixels into the working space; yields the bytes per pixel, which follow from their number.
    private Result<int> Unpack(HeapPointer pointer, TileForm form, TileScratch scratch, int pixels)
    {
        var room = scratch.Bytes;
        var isPlain = form == TileForm.Original || (form == TileForm.Compressed && parameters.Algorithm == TileAlgorithm.None);
        var bytes = isPlain
            ? Copy(pointer, room.AsSpan(0, scratch.ByteCount))
            : TileGunzip.Inflate(data, pointer.Start, pointer.Bytes, room.AsSpan(0, scratch.ByteCount));
        if (bytes < 0)
        {
            return new Failure("The gzip data of the tile are damaged");
        }

        var width = bytes / pixels;
        if (bytes % pixels != 0 || width is not (1 or 2 or 4 or 8))
        {
            return new Failure($"The tile has {bytes} bytes for {pixels} pixels");
        }

        if (form == TileForm.Compressed && parameters.Algorithm == TileAlgorithm.ShuffledGzip && width > 1)
        {
            Unshuffle(scratch.Bytes.AsSpan(0, bytes), width);
        }

        return width;
    }

    private int Copy(HeapPointer pointer, Span<byte> room)
    {
        var count = Math.Min(pointer.Bytes, room.Length);
        data.AsSpan(pointer.Start, count).CopyTo(room);
        return count;
    }

    // GZIP_2 puts the most significant bytes of all pixels first, then the next ones (FITS 4.0 section 10.4.2).
    private static void Unshuffle(Span<byte> bytes, int width)
    {
        var sorted = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(sorted);
        var pixels = bytes.Length / width;
        for (var significance = 0; significance < width; significance++)
        {
            var layer = sorted.AsSpan(significance * pixels, pixels);
            for (var i = 0; i < layer.Length; i++)
            {
                bytes[(i * width) + significance] = layer[i];
            }
        }

        ArrayPool<byte>.Shared.Return(sorted);
    }

    private static void RoundToSingle(Span<double> reals)
    {
        for (var i = 0; i < reals.Length; i++)
        {
            reals[i] = (float)reals[i];
        }
    }
}
