using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace QuickLook.Tests.Core.Imaging;

/// <summary>Reads palette PNGs by hand, step by step as the standard says, and checks everything on the way.</summary>
internal sealed class DecodedPng
{
    public DecodedPng(ReadOnlySpan<byte> file)
    {
        file[..8].ToArray().ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var at = 8;
        var packed = new MemoryStream();
        var types = new List<string>();
        while (at < file.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var content = file.Slice(at + 8, length);
            BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]).ShouldBe(Crc(file.Slice(at + 4, length + 4)), type);
            types.Add(type);
            switch (type)
            {
                case "IHDR":
                    (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                    content[8..].ToArray().ShouldBe([8, 3, 0, 0, 0]); // 8 bits, palette, deflate, usual filters, no interlace
                    break;
                case "PLTE":
                    Palette = content.ToArray();
                    break;
                case "tRNS":
                    Alpha = content.ToArray();
                    break;
                case "IDAT":
                    packed.Write(content);
                    break;
                default:
                    type.ShouldBe("IEND");
                    break;
            }

            at += length + 12;
        }

        types[0].ShouldBe("IHDR");
        types[^1].ShouldBe("IEND");
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        var bytes = rows.ToArray();
        bytes.Length.ShouldBe(Height * (Width + 1));
        Indices = new byte[Width * Height];
        for (var row = 0; row < Height; row++)
        {
            bytes[row * (Width + 1)].ShouldBe((byte)0, "no filter");
            bytes.AsSpan((row * (Width + 1)) + 1, Width).CopyTo(Indices.AsSpan(row * Width));
        }
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Palette { get; } = [];

    public byte[] Alpha { get; } = [];

    /// <summary>Row after row, the top one first.</summary>
    public byte[] Indices { get; }

    /// <summary>Index at a place, counted from the lower left corner as images of CCDs are.</summary>
    public byte UpwardsAt(int row, int column) => Indices[((Height - 1 - row) * Width) + column];

    /// <summary>Bit by bit, without a table.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
