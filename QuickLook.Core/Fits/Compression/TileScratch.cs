using System.Buffers;

namespace QuickLook.Core.Fits.Compression;

/// <summary>Working space of one thread that decodes tiles, taken from the pool when first needed.</summary>
/// <param name="pixels">Pixels of the largest tile.</param>
/// <param name="bytesPerPixel">The most bytes that a pixel can have, 4 or 8.</param>
internal sealed class TileScratch(int pixels, int bytesPerPixel) : IDisposable
{
    private int[]? integers;
    private double[]? reals;
    private byte[]? bytes;

    /// <summary>Room for the integers of a tile.</summary>
    public int[] Integers => integers ??= ArrayPool<int>.Shared.Rent(pixels);

    /// <summary>Room for the real pixels of a tile.</summary>
    public double[] Reals => reals ??= ArrayPool<double>.Shared.Rent(pixels);

    /// <summary>Bytes of the largest tile, and one more so that too many are noticed.</summary>
    public int ByteCount { get; } = (int)Math.Min(((long)bytesPerPixel * pixels) + 1, Array.MaxLength);

    /// <summary>Room for <see cref="ByteCount"/> bytes.</summary>
    public byte[] Bytes => bytes ??= ArrayPool<byte>.Shared.Rent(ByteCount);

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(ref integers);
        Return(ref reals);
        Return(ref bytes);
    }

    private static void Return<T>(ref T[]? buffer)
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
