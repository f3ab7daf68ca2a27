using System.Buffers;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits.Images;
using QuickLook.Core.Fits.Tables;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Compression;

/// <summary>
/// A tile-compressed image. The table that stores it is read whole, tiles are decoded straight into the caller's pixels, on several threads where
/// the image is large.
/// </summary>
internal sealed class CompressedImage : ImageReader
{
    private const int PixelsWorthAThread = 1 << 18;

    /// <summary>Room to spare, as a part of the bytes, so that cameras that compress a little less well find the memory of the others fit.</summary>
    private const int SpareFraction = 16;

    private readonly TileParameters parameters;
    private readonly TileDirectory directory;
    private readonly TileDecoder decoder;
    private readonly long dataOffset;
    private readonly int room;
    private byte[]? data;

    private CompressedImage(
        TileParameters parameters,
        TileDirectory directory,
        TableLayout layout,
        byte[] data,
        int room,
        FitsHdu hdu,
        int pixelCount
    )
    {
        this.parameters = parameters;
        this.directory = directory;
        this.data = data;
        this.room = room;
        decoder = new TileDecoder(parameters, layout, data);
        dataOffset = hdu.DataOffset;
        PixelCount = pixelCount;
    }

    /// <summary>Prepares to read: parameters, the stored table, and whether its tiles can hold the pixels at all.</summary>
    /// <param name="hdu">A compressed image whose bytes are all there.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="pixelCount">Pixels of the image.</param>
    public static Result<CompressedImage> Open(FitsHdu hdu, FitsLimits limits, int pixelCount)
    {
        if (
            !TableLayout.Of(hdu, limits).TryGet(out var layout, out var failure)
            || !TileParameters.Of(hdu, layout).TryGet(out var parameters, out failure)
            || !TileDirectory.Of(layout).TryGet(out var directory, out failure)
        )
        {
            return failure;
        }

        if (hdu.Axes.Count == 0 || layout.Rows < parameters.Grid.TileCount)
        {
            return new Failure($"The compressed image has {parameters.Grid.TileCount} tiles, but its table has {layout.Rows} rows");
        }

        var bytes = (int)hdu.Layout.DataBytes;
        var roomy = bytes + Math.Min(bytes / SpareFraction, Array.MaxLength - bytes);
        var unit = PixelPool.Shared.Rent<byte>(roomy);
        var image = new CompressedImage(parameters, directory, layout, unit, roomy, hdu, pixelCount);
        failure = hdu.Source.Read(hdu.DataOffset, unit.AsSpan(0, bytes)) ?? image.Implausible(layout.HeapBytes);
        if (failure is null)
        {
            return image;
        }

        image.Dispose();
        return failure;
    }

    /// <inheritdoc/>
    public override Failure? Read<T>(Memory<T> pixels, int threads)
    {
        if (typeof(T) == typeof(uint) && parameters.Scaling.RefusedAsMask() is { } refused)
        {
            return refused;
        }

        var tiles = parameters.Grid.TileCount;
        var most = threads > 0 ? threads : Environment.ProcessorCount;
        var workers = Math.Min(Math.Min(most, tiles), 1 + (PixelCount / PixelsWorthAThread));
        if (workers == 1)
        {
            return DecodeRange(0, tiles, pixels.Span);
        }

        // Several ranges per thread, since tiles differ in cost; the failure of the lowest tile is reported, whichever thread meets its own first.
        var ranges = Math.Min(tiles, workers * 4);
        var failures = new Failure?[ranges];
        Parallel.For(
            0,
            ranges,
            new ParallelOptions { MaxDegreeOfParallelism = workers },
            range =>
                failures[range] = DecodeRange((int)((long)tiles * range / ranges), (int)((long)tiles * (range + 1) / ranges), pixels.Span)
        );
        return Array.Find(failures, failure => failure is not null);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref data, null) is { } rented)
        {
            PixelPool.Shared.Return(rented, room);
        }
    }

    private Failure? DecodeRange<T>(int from, int to, Span<T> image)
        where T : unmanaged
    {
        var grid = parameters.Grid;
        using var scratch = new TileScratch(grid.MaximumTilePixels, parameters.Bitpix == -64 ? 8 : 4);
        var apart = grid.IsContiguous ? null : ArrayPool<T>.Shared.Rent(grid.MaximumTilePixels);
        Failure? failure = null;
        for (var tile = from; tile < to && failure is null; tile++)
        {
            if (!directory.Find(data, tile).TryGet(out var found, out failure))
            {
                break;
            }

            var count = grid.PixelsOf(tile);
            var target = apart is null ? image.Slice(grid.StartOf(tile), count) : apart.AsSpan(0, count);
            failure = At(decoder.Decode(tile, found.Bytes, found.Form, scratch, target), tile, found.Bytes);
            if (apart is not null && failure is null)
            {
                grid.Place<T>(tile, target, image);
            }
        }

        if (apart is not null)
        {
            ArrayPool<T>.Shared.Return(apart);
        }

        return failure;
    }

    // Tiles of a sound file do not share bytes; were they allowed to, a small file could ask for any number of pixels.
    private Failure? Implausible(long heapBytes)
    {
        long total = 0;
        for (var tile = 0; tile < parameters.Grid.TileCount; tile++)
        {
            if (!directory.Find(data, tile).TryGet(out var found, out var failure))
            {
                return failure;
            }

            total += found.Bytes.Bytes;
            failure = At(decoder.Implausible(found.Bytes, found.Form, parameters.Grid.PixelsOf(tile)), tile, found.Bytes);
            if (failure is not null || total > heapBytes)
            {
                return failure ?? At(new Failure("Tiles share bytes of the heap"), tile, found.Bytes);
            }
        }

        return null;
    }

    private Failure? At(Failure? failure, int tile, HeapPointer pointer) => failure?.In($"tile {tile}, byte {dataOffset + pointer.Start}");
}
