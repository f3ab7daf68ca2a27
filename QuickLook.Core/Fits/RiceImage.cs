using System.Buffers;
using QuickLook.Core.Fits.Compression;
using QuickLook.Core.Fits.Writing;

namespace QuickLook.Core.Fits;

/// <summary>
/// An image that is compressed while it is made, row after row, so that its pixels need not be held: RICE_1, one row per tile, as fpack writes it (FITS 4.0
/// section 10.1). Becomes an HDU by <see cref="FitsHduContent.Compressed"/>. Not thread-safe.
/// </summary>
public sealed class RiceImage
{
    internal const int BlockSize = 32;

    private readonly PixelFormat format;
    private readonly ArrayBufferWriter<byte> heap;
    private readonly List<int> lengths = [];
    private readonly int[] stored;

    private RiceImage(int width, PixelFormat format, int expectedRows)
    {
        (Width, this.format) = (width, format);
        heap = new ArrayBufferWriter<byte>(Math.Max(1024, width * expectedRows * format.Bytes / 4));
        stored = new int[width];
    }

    /// <summary>NAXIS1.</summary>
    public int Width { get; }

    /// <summary>Rows so far: NAXIS2 in the end.</summary>
    public int Rows => lengths.Count;

    internal PixelFormat Format => format;

    internal IReadOnlyList<int> Lengths => lengths;

    internal ReadOnlySpan<byte> Heap => heap.WrittenSpan;

    /// <summary>An image of pixels of 0 to 65535, stored as 16 bits with BZERO.</summary>
    /// <param name="width">Pixels per row, at least 1.</param>
    /// <param name="expectedRows">About how many rows; decides only how much memory is taken at first.</param>
    public static RiceImage OfUnsigned16(int width, int expectedRows) => new(width, PixelFormat.Of<ushort>(), expectedRows);

    /// <summary>An image of signed 32-bit pixels.</summary>
    /// <inheritdoc cref="OfUnsigned16"/>
    public static RiceImage OfSigned32(int width, int expectedRows) => new(width, PixelFormat.Of<int>(), expectedRows);

    /// <summary>Compresses the next row.</summary>
    /// <param name="pixels">Physical values, <see cref="Width"/> of them; 16-bit pixels within 0 to 65535.</param>
    /// <exception cref="ArgumentException">Another number of pixels.</exception>
    public void Append(ReadOnlySpan<int> pixels)
    {
        if (pixels.Length != Width)
        {
            throw new ArgumentException($"A row has {Width} pixels, not {pixels.Length}", nameof(pixels));
        }

        for (var i = 0; i < pixels.Length; i++)
        {
            stored[i] = pixels[i] - (int)format.Zero;
        }

        AppendStored(stored);
    }

    /// <summary>Compresses the next row of pixels as they are stored, BZERO taken off.</summary>
    internal void AppendStored(ReadOnlySpan<int> row)
    {
        var room = heap.GetSpan(RiceEncoder.MaximumBytes(row.Length, BlockSize, format.Bytes));
        var count = RiceEncoder.Encode(row, room, BlockSize, format.Bytes);
        heap.Advance(count);
        lengths.Add(count);
    }

    /// <summary>An image for pixels of any type that RICE_1 compresses.</summary>
    internal static RiceImage Of(int width, PixelFormat format, int expectedRows) => new(width, format, expectedRows);
}
