using System.Buffers;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Imaging;

/// <summary>
/// Paints tiles as PNG. Images are looked at with y up: the first row of a PNG is the highest row of its tile, and tile (0, 0) has row 0 and column 0 of the image in
/// its lower left corner.
/// </summary>
public static class TilePainter
{
    /// <summary>Paints the values of a tile.</summary>
    /// <param name="level">A level of the pyramid.</param>
    /// <param name="x">Tile, counted in columns.</param>
    /// <param name="y">Tile, counted in rows from row 0.</param>
    /// <param name="scale">From values to places in the map.</param>
    /// <param name="map">Colours.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tile.</exception>
    public static byte[] Paint(Plane<float> level, int x, int y, PixelScale scale, ColourMap map) =>
        Paint(
            level,
            x,
            y,
            map.Rgb.AsSpan(),
            OpaqueButNoValue,
            (row, indices) =>
            {
                for (var i = 0; i < row.Length; i++)
                {
                    var place = scale.PlaceOf(row[i]);
                    indices[i] = double.IsNaN(place) ? ColourMap.NoValue : (byte)((place * (ColourMap.ValueCount - 1)) + 0.5);
                }
            }
        );

    /// <summary>Paints the marks of a tile; pixels without any of the marks are transparent.</summary>
    /// <param name="level">A level of the marks.</param>
    /// <param name="x">Tile, counted in columns.</param>
    /// <param name="y">Tile, counted in rows from row 0.</param>
    /// <param name="colours">What is marked with which colour; of several marks on a pixel the first one counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tile.</exception>
    public static byte[] PaintMarks(Plane<byte> level, int x, int y, IReadOnlyList<MarkColour> colours)
    {
        var rgb = new byte[3 * (colours.Count + 1)];
        var alpha = new byte[colours.Count + 1];
        for (var i = 0; i < colours.Count; i++)
        {
            (rgb[(3 * i) + 3], rgb[(3 * i) + 4], rgb[(3 * i) + 5]) = (colours[i].Red, colours[i].Green, colours[i].Blue);
            alpha[i + 1] = colours[i].Opacity;
        }

        return Paint(
            level,
            x,
            y,
            rgb,
            alpha,
            (row, indices) =>
            {
                for (var i = 0; i < row.Length; i++)
                {
                    indices[i] = 0;
                    for (var k = 0; row[i] != 0 && indices[i] == 0 && k < colours.Count; k++)
                    {
                        indices[i] = (row[i] & colours[k].Mark) == 0 ? (byte)0 : (byte)(k + 1);
                    }
                }
            }
        );
    }

    /// <summary>Paints a colour map as a strip of one row, first colour at the left.</summary>
    /// <param name="map">The map.</param>
    public static byte[] PaintStrip(ColourMap map)
    {
        Span<byte> indices = stackalloc byte[ColourMap.ValueCount];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = (byte)i;
        }

        return PalettePng.Write(indices, indices.Length, 1, map.Rgb.AsSpan(), []);
    }

    private static ReadOnlySpan<byte> OpaqueButNoValue => Opacities;

    private static readonly byte[] Opacities = [.. Enumerable.Repeat((byte)255, ColourMap.ValueCount), 0];

    private delegate void RowPainter<T>(ReadOnlySpan<T> row, Span<byte> indices);

    private static byte[] Paint<T>(Plane<T> level, int x, int y, ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> alpha, RowPainter<T> paintRow)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)PyramidShape.Tiles(level.Width));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)PyramidShape.Tiles(level.Height));
        var (width, height) = (PyramidShape.TileLength(level.Width, x), PyramidShape.TileLength(level.Height, y));
        var indices = ArrayPool<byte>.Shared.Rent(width * height);
        try
        {
            for (var row = 0; row < height; row++)
            {
                var pixels = level.Row((y * PyramidShape.TileSize) + row).Slice(x * PyramidShape.TileSize, width);
                paintRow(pixels, indices.AsSpan((height - 1 - row) * width, width));
            }

            return PalettePng.Write(indices.AsSpan(0, width * height), width, height, rgb, alpha);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(indices);
        }
    }
}
