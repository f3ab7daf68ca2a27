using QuickLook.Core.Fits.Checksums;
using QuickLook.Core.Fits.Headers;

namespace QuickLook.Core.Fits.Writing;

/// <summary>A data unit being written: bytes pass through a buffer of whole blocks, where they are summed.</summary>
/// <param name="stream">The file.</param>
internal sealed class DataUnit(Stream stream)
{
    private readonly byte[] buffer = new byte[HeaderReader.BlockBytes * 32];
    private int filled;

    /// <summary>Sum of all blocks that are complete.</summary>
    public uint Sum { get; private set; }

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var target = Reserve(Math.Min(bytes.Length, buffer.Length));
            var count = Math.Min(target.Length, bytes.Length);
            bytes[..count].CopyTo(target);
            Advance(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>Room for bytes to be written in place; at least one, at most <paramref name="wanted"/>.</summary>
    public Span<byte> Reserve(int wanted)
    {
        if (filled == buffer.Length)
        {
            Flush();
        }

        return buffer.AsSpan(filled, Math.Min(wanted, buffer.Length - filled));
    }

    /// <summary>Counts bytes written in place.</summary>
    public void Advance(int count) => filled += count;

    /// <summary>Fills the last block with zeros and writes it.</summary>
    public void Complete()
    {
        var rest = filled % HeaderReader.BlockBytes;
        if (rest > 0)
        {
            buffer.AsSpan(filled, HeaderReader.BlockBytes - rest).Clear();
            filled += HeaderReader.BlockBytes - rest;
        }

        Flush();
    }

    private void Flush()
    {
        var bytes = buffer.AsSpan(0, filled);
        Sum = OnesComplement.Add(bytes, Sum);
        stream.Write(bytes);
        filled = 0;
    }
}
