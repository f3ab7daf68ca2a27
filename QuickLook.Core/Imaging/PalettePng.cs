using System.Buffers.Binary;
using System.IO.Compression;

namespace QuickLook.Core.Imaging;

/// <summary>
/// Writes pictures of at most 256 colours as PNG (ISO/IEC 15948): colour type 3, 8 bits, no interlace, rows unfiltered, which is what compresses indices best.
/// </summary>
public static class PalettePng
{
    private const int HeaderBytes = 13;
    private const byte PaletteColour = 3;
    private const byte BitDepth = 8;
    private static readonly uint[] CrcTable = MakeCrcTable();

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes a picture.</summary>
    /// <param name="indices">Index into the palette of each pixel, row after row, the top one first.</param>
    /// <param name="width">Pixels of a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="rgb">Red, green and blue of each colour; at most 256 colours.</param>
    /// <param name="alpha">Opacity of the first colours; those beyond are opaque.</param>
    /// <exception cref="ArgumentException">Sizes that do not agree.</exception>
    public static byte[] Write(ReadOnlySpan<byte> indices, int width, int height, ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (indices.Length != (long)width * height || rgb.Length % 3 != 0 || rgb.Length > 768 || alpha.Length > rgb.Length / 3)
        {
            throw new ArgumentException("Pixels, palette and opacities do not agree in size.");
        }

        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[HeaderBytes];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = BitDepth;
        header[9] = PaletteColour;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "PLTE"u8, rgb);
        if (!alpha.IsEmpty)
        {
            WriteChunk(file, "tRNS"u8, alpha);
        }

        using (var packed = Pack(indices, width))
        {
            WriteChunk(file, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        }

        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static MemoryStream Pack(ReadOnlySpan<byte> indices, int width)
    {
        var packed = new MemoryStream();
        using var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        for (var start = 0; start < indices.Length; start += width)
        {
            zlib.WriteByte(0); // no filter
            zlib.Write(indices.Slice(start, width));
        }

        return packed;
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), content));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : Polynomial ^ (crc >> 1);
            }

            table[i] = crc;
        }

        return table;
    }
}
