using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using QuickLook.Core.Fits.Sources;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Images;

/// <summary>An image stored pixel by pixel, big-endian, read in pieces that stay in the processor's cache.</summary>
internal sealed class PlainImage : ImageReader
{
    private const int PiecePixels = 1 << 14;

    private readonly ByteSource source;
    private readonly long offset;
    private readonly PixelScaling scaling;

    private PlainImage(FitsHdu hdu, PixelScaling scaling, int pixelCount)
    {
        source = hdu.Source;
        offset = hdu.DataOffset;
        this.scaling = scaling;
        PixelCount = pixelCount;
    }

    /// <summary>Prepares to read a plain image whose bytes are all there.</summary>
    public static Result<ImageReader> Open(FitsHdu hdu, int pixelCount) =>
        PixelScaling.Of(hdu.Header, hdu.Layout.Bitpix).Map(ImageReader (scaling) => new PlainImage(hdu, scaling, pixelCount));

    /// <inheritdoc/>
    public override Failure? Read<T>(Memory<T> pixels, int threads) => ReadRun(0, pixels[..PixelCount]);

    /// <inheritdoc/>
    public override Failure? ReadRun<T>(long first, Memory<T> pixels)
    {
        if (typeof(T) == typeof(uint) && scaling.RefusedAsMask() is { } refused)
        {
            return refused;
        }

        var bytesPerPixel = Math.Abs(scaling.Bitpix) / 8;
        var stored = ArrayPool<byte>.Shared.Rent(PiecePixels * bytesPerPixel);
        var integers = ArrayPool<int>.Shared.Rent(PiecePixels);
        try
        {
            for (var at = 0; at < pixels.Length; at += PiecePixels)
            {
                var count = Math.Min(PiecePixels, pixels.Length - at);
                var piece = stored.AsSpan(0, count * bytesPerPixel);
                var place = offset + ((first + at) * bytesPerPixel);
                if (source.Read(place, piece) is { } failure)
                {
                    return failure;
                }

                if (!Convert(piece, integers.AsSpan(0, count), pixels.Span.Slice(at, count)))
                {
                    return new Failure("A mask value has more than 32 bits", $"byte {place}");
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            ArrayPool<int>.Shared.Return(integers);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // The file belongs to FitsFile; nothing else is held.
    }

    private bool Convert<T>(Span<byte> stored, Span<int> integers, Span<T> physical)
        where T : unmanaged
    {
        switch (scaling.Bitpix)
        {
            case 64:
                var longs = MemoryMarshal.Cast<byte, long>(stored);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                return PixelConversion.FromLongs(longs, physical, scaling);
            case -32:
                var singles = MemoryMarshal.Cast<byte, int>(stored);
                BinaryPrimitives.ReverseEndianness(singles, singles);
                PixelConversion.FromSingles(MemoryMarshal.Cast<int, float>(singles), physical, scaling);
                return true;
            case -64:
                var doubles = MemoryMarshal.Cast<byte, long>(stored);
                BinaryPrimitives.ReverseEndianness(doubles, doubles);
                PixelConversion.FromReals(MemoryMarshal.Cast<long, double>(doubles), physical, scaling);
                return true;
            default:
                BigEndian.ToIntegers(stored, integers, scaling.Bitpix / 8);
                PixelConversion.FromIntegers(integers, physical, scaling);
                return true;
        }
    }
}
