using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Compression;

/// <summary>How an image of any rank is cut into tiles (FITS 4.0 section 10.1: ZTILEn); tiles at the upper ends may be smaller.</summary>
internal sealed class TileGrid
{
    private readonly int[] axes;
    private readonly int[] tile;
    private readonly int[] tilesAlong;

    private TileGrid(int[] axes, int[] tile, int[] tilesAlong, int tileCount)
    {
        this.axes = axes;
        this.tile = tile;
        this.tilesAlong = tilesAlong;
        TileCount = tileCount;
        IsContiguous = AreContiguous(axes, tile);
        MaximumTilePixels = 1;
        foreach (var size in tile)
        {
            MaximumTilePixels *= size;
        }
    }

    /// <summary>Number of tiles.</summary>
    public int TileCount { get; }

    /// <summary>Pixels of a full tile.</summary>
    public int MaximumTilePixels { get; }

    /// <summary>Reads the tiling of an image whose number of pixels has been checked.</summary>
    /// <param name="imageAxes">Axes of the image.</param>
    /// <param name="header">Header of the table that stores it.</param>
    public static Result<TileGrid> Of(IReadOnlyList<int> imageAxes, FitsHeader header)
    {
        var sizes = new int[imageAxes.Count];
        var along = new int[imageAxes.Count];
        var count = 1;
        for (var i = 0; i < imageAxes.Count; i++)
        {
            if (!SizeAlong(i, imageAxes[i], header).TryGet(out var size, out var failure))
            {
                return failure;
            }

            sizes[i] = size;
            along[i] = ((imageAxes[i] - 1) / size) + 1;
            count *= along[i];
        }

        return new TileGrid([.. imageAxes], sizes, along, count);
    }

    /// <summary>Number of pixels of one tile.</summary>
    /// <param name="index">Tile, from 0.</param>
    public int PixelsOf(int index)
    {
        var pixels = 1;
        for (var i = 0; i < axes.Length; i++)
        {
            pixels *= Math.Min(tile[i], axes[i] - (index % tilesAlong[i] * tile[i]));
            index /= tilesAlong[i];
        }

        return pixels;
    }

    /// <summary>Copies a tile to its place in the image.</summary>
    /// <param name="index">Tile, from 0.</param>
    /// <param name="pixels">Pixels of the tile, first axis fastest.</param>
    /// <param name="image">All pixels of the image.</param>
    public void Place<T>(int index, ReadOnlySpan<T> pixels, Span<T> image)
    {
        var start = StartOf(index);
        Span<int> size = axes.Length <= 16 ? stackalloc int[axes.Length] : new int[axes.Length];
        Span<int> at = axes.Length <= 16 ? stackalloc int[axes.Length] : new int[axes.Length];
        at.Clear();
        for (int i = 0, rest = index; i < axes.Length; rest /= tilesAlong[i], i++)
        {
            size[i] = Math.Min(tile[i], axes[i] - (rest % tilesAlong[i] * tile[i]));
        }

        for (var taken = 0; taken < pixels.Length; taken += size[0])
        {
            long offset = start;
            long stride = axes[0];
            for (var i = 1; i < axes.Length; i++)
            {
                offset += at[i] * stride;
                stride *= axes[i];
            }

            pixels.Slice(taken, size[0]).CopyTo(image[(int)offset..]);
            for (var i = 1; i < axes.Length && ++at[i] == size[i]; i++)
            {
                at[i] = 0;
            }
        }
    }

    /// <summary>True when the pixels of every tile lie in the image one after the other, so that a tile can be decoded in place.</summary>
    public bool IsContiguous { get; }

    /// <summary>Position of a tile's first pixel in the image.</summary>
    /// <param name="index">Tile, from 0.</param>
    public int StartOf(int index)
    {
        long offset = 0;
        long stride = 1;
        for (int i = 0, rest = index; i < axes.Length; rest /= tilesAlong[i], i++)
        {
            offset += (long)(rest % tilesAlong[i]) * tile[i] * stride;
            stride *= axes[i];
        }

        return (int)offset;
    }

    private static Result<int> SizeAlong(int axis, int length, FitsHeader header)
    {
        var keyword = $"ZTILE{axis + 1}";
        if (!header.Contains(keyword))
        {
            return axis == 0 ? length : 1;
        }

        if (!header.GetInt(keyword).TryGet(out var size, out var failure))
        {
            return failure;
        }

        return size < 1 ? new Failure($"{keyword} is {size}; a tile has at least one pixel along each axis") : Math.Min(size, length);
    }

    // Whole axes first, then one axis cut anywhere, then single layers.
    private static bool AreContiguous(int[] axes, int[] tile)
    {
        var i = 0;
        while (i < axes.Length && tile[i] == axes[i])
        {
            i++;
        }

        return tile.AsSpan(Math.Min(i + 1, tile.Length)).IndexOfAnyExcept(1) < 0;
    }
}
