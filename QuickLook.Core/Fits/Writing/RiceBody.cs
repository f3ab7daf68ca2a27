namespace QuickLook.Core.Fits.Writing;

/// <summary>An image of 16- or 32-bit integers as RICE_1 tiles, compressed when it is written.</summary>
/// <param name="pixels">All pixels, NAXIS1 running fastest.</param>
/// <param name="axes">NAXIS1, NAXIS2, ...</param>
internal sealed class RiceBody<T>(ReadOnlyMemory<T> pixels, IReadOnlyList<int> axes) : IHduBody
    where T : unmanaged
{
    private readonly PixelFormat format = PixelFormat.Of<T>();
    private int longestTile;
    private long heapBytes;

    /// <inheritdoc/>
    public bool CanBePrimary => false;

    private int Tiles => axes.Count == 0 ? 0 : pixels.Length / axes[0];

    /// <inheritdoc/>
    public IEnumerable<FitsCard> Structure(bool isPrimary) => RiceStructure.Cards(format, axes, Tiles, longestTile, heapBytes);

    /// <inheritdoc/>
    public void WriteData(DataUnit data)
    {
        var width = axes[0];
        var image = RiceImage.Of(width, format, Tiles);
        var integers = new int[width];
        for (var tile = 0; tile < Tiles; tile++)
        {
            Widen(pixels.Span.Slice(tile * width, width), integers);
            image.AppendStored(integers);
        }

        longestTile = image.Lengths.DefaultIfEmpty().Max();
        heapBytes = image.Heap.Length;
        new RiceImageBody(image, axes).WriteData(data);
    }

    private static void Widen(ReadOnlySpan<T> row, Span<int> integers)
    {
        for (var i = 0; i < row.Length; i++)
        {
            integers[i] =
                typeof(T) == typeof(short) ? (short)(object)row[i]
                : typeof(T) == typeof(ushort) ? (ushort)(object)row[i] - (1 << 15)
                : typeof(T) == typeof(uint) ? unchecked((int)((uint)(object)row[i] ^ (1u << 31)))
                : (int)(object)row[i];
        }
    }
}
