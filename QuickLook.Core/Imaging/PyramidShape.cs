using System.Collections.Immutable;

namespace QuickLook.Core.Imaging;

/// <summary>
/// Sizes of the levels of a pyramid and of their tiles. Level 0 is the image itself; each further level has half the rows and columns of the one before, rounded
/// up, until both are at most <see cref="TileSize"/>. Tiles are counted from the corner of row 0 and column 0; those at the far edges are cut off there.
/// </summary>
public static class PyramidShape
{
    /// <summary>Rows and columns of a whole tile.</summary>
    public const int TileSize = 256;

    /// <summary>Heights and widths of all levels, finest first.</summary>
    /// <param name="height">Rows of the image, at least 1.</param>
    /// <param name="width">Columns of the image, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An image without pixels.</exception>
    public static ImmutableArray<(int Height, int Width)> Levels(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var levels = ImmutableArray.CreateBuilder<(int, int)>();
        levels.Add((height, width));
        while (height > TileSize || width > TileSize)
        {
            (height, width) = (Half(height), Half(width));
            levels.Add((height, width));
        }

        return levels.ToImmutable();
    }

    /// <summary>Number of tiles that cover so many rows or columns.</summary>
    /// <param name="length">Rows or columns.</param>
    public static int Tiles(int length) => (length + TileSize - 1) / TileSize;

    /// <summary>Rows or columns of one tile: <see cref="TileSize"/>, less at the far edge.</summary>
    /// <param name="length">Rows or columns of the level.</param>
    /// <param name="index">The tile, below <see cref="Tiles"/>.</param>
    public static int TileLength(int length, int index) => Math.Min(TileSize, length - (index * TileSize));

    private static int Half(int length) => (length + 1) / 2;
}
