using System.IO.Compression;

namespace QuickLook.Core.Fits.Compression;

/// <summary>Inflates the bytes of one GZIP tile, with or without gzip's own header.</summary>
internal static class TileGunzip
{
    /// <summary>No deflated data can inflate by more than this.</summary>
    public const int MaximumRatio = 1032;

    /// <summary>Inflates into a buffer.</summary>
    /// <param name="data">Array that holds the compressed bytes.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="inflated">Room for what is expected; more is not read.</param>
    /// <returns>Number of bytes inflated, or -1 when the data are damaged.</returns>
    public static int Inflate(byte[] data, int start, int count, Span<byte> inflated)
    {
        try
        {
            using var source = new MemoryStream(data, start, count, writable: false);
            using var stream = new GZipStream(source, CompressionMode.Decompress);
            return stream.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }
}
