using System.Buffers;
using System.Buffers.Binary;
using QuickLook.Core.Fits.Compression;

namespace QuickLook.Core.Fits.Writing;

/// <summary>An image of 16- or 32-bit integers as RICE_1 tiles, one row per tile (FITS 4.0 section 10.1), as fpack writes it.</summary>
/// <param name="pixels">All pixels, NAXIS1 running fastest.</param>
/// <param name="axes">NAXIS1, NAXIS2, ...</param>
internal sealed class RiceBody<T>(ReadOnlyMemory<T> pixels, IReadOnlyList<int> axes) : IHduBody
    where T : unmanaged
{
    private const int BlockSize = 32;
    private const int DescriptorBytes = 8;

    private readonly PixelFormat format = PixelFormat.Of<T>();
    private int longestTile;
    private long heapBytes;

    /// <inheritdoc/>
    public bool CanBePrimary => false;

    private int Tiles => axes.Count == 0 ? 0 : pixels.Length / axes[0];

    /// <inheritdoc/>
    public IEnumerable<FitsCard> Structure(bool isPrimary)
    {
        yield return FitsCard.Of("XTENSION", "BINTABLE", "binary table extension");
        yield return FitsCard.Of("BITPIX", 8);
        yield return FitsCard.Of("NAXIS", 2);
        yield return FitsCard.Of("NAXIS1", DescriptorBytes);
        yield return FitsCard.Of("NAXIS2", Tiles);
        yield return FitsCard.Of("PCOUNT", heapBytes);
        yield return FitsCard.Of("GCOUNT", 1);
        yield return FitsCard.Of("TFIELDS", 1);
        yield return FitsCard.Of("TTYPE1", "COMPRESSED_DATA");
        yield return FitsCard.Of("TFORM1", $"1PB({longestTile})");
        yield return FitsCard.Of("ZIMAGE", true, "this is a compressed image");
        yield return FitsCard.Of("ZTENSION", "IMAGE");
        yield return FitsCard.Of("ZBITPIX", format.Bitpix);
        yield return FitsCard.Of("ZNAXIS", axes.Count);
        for (var i = 0; i < axes.Count; i++)
        {
            yield return FitsCard.Of($"ZNAXIS{i + 1}", axes[i]);
        }

        yield return FitsCard.Of("ZPCOUNT", 0);
        yield return FitsCard.Of("ZGCOUNT", 1);
        for (var i = 0; i < axes.Count; i++)
        {
            yield return FitsCard.Of($"ZTILE{i + 1}", i == 0 ? axes[0] : 1);
        }

        yield return FitsCard.Of("ZCMPTYPE", "RICE_1");
        yield return FitsCard.Of("ZNAME1", "BLOCKSIZE");
        yield return FitsCard.Of("ZVAL1", BlockSize);
        yield return FitsCard.Of("ZNAME2", "BYTEPIX");
        yield return FitsCard.Of("ZVAL2", format.Bytes);
        foreach (var card in format.Scaling())
        {
            yield return card;
        }
    }

    /// <inheritdoc/>
    public void WriteData(DataUnit data)
    {
        var width = axes[0];
        var descriptors = new byte[DescriptorBytes * Tiles];
        var heap = new ArrayBufferWriter<byte>(Math.Max(1024, pixels.Length));
        var integers = new int[width];
        for (var tile = 0; tile < Tiles; tile++)
        {
            Widen(pixels.Span.Slice(tile * width, width), integers);
            var room = heap.GetSpan(RiceEncoder.MaximumBytes(width, BlockSize, format.Bytes));
            var count = RiceEncoder.Encode(integers, room, BlockSize, format.Bytes);
            BinaryPrimitives.WriteInt32BigEndian(descriptors.AsSpan(DescriptorBytes * tile), count);
            BinaryPrimitives.WriteInt32BigEndian(descriptors.AsSpan((DescriptorBytes * tile) + 4), heap.WrittenCount);
            heap.Advance(count);
            longestTile = Math.Max(longestTile, count);
        }

        heapBytes = heap.WrittenCount;
        data.Write(descriptors);
        data.Write(heap.WrittenSpan);
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
