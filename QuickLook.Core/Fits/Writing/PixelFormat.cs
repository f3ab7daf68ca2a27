using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace QuickLook.Core.Fits.Writing;

/// <summary>How a pixel type is stored: BITPIX, and the BZERO that makes unsigned integers of signed ones (FITS 4.0 table 11).</summary>
/// <param name="Bitpix">BITPIX.</param>
/// <param name="Zero">BZERO; 0 when none is written.</param>
internal readonly record struct PixelFormat(int Bitpix, long Zero)
{
    /// <summary>Bytes per pixel.</summary>
    public int Bytes => Math.Abs(Bitpix) / 8;

    /// <summary>The format of a pixel type.</summary>
    /// <typeparam name="T">byte, short, ushort, int, uint, long, float or double.</typeparam>
    /// <exception cref="NotSupportedException">Another type.</exception>
    public static PixelFormat Of<T>()
        where T : unmanaged =>
        Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Byte => new PixelFormat(8, 0),
            TypeCode.Int16 => new PixelFormat(16, 0),
            TypeCode.UInt16 => new PixelFormat(16, 1 << 15),
            TypeCode.Int32 => new PixelFormat(32, 0),
            TypeCode.UInt32 => new PixelFormat(32, 1L << 31),
            TypeCode.Int64 => new PixelFormat(64, 0),
            TypeCode.Single => new PixelFormat(-32, 0),
            TypeCode.Double => new PixelFormat(-64, 0),
            _ => throw new NotSupportedException($"FITS has no pixels of type {typeof(T).Name}"),
        };

    /// <summary>Scaling keywords; none when pixels are stored as they are.</summary>
    public IEnumerable<FitsCard> Scaling() =>
        Zero == 0 ? [] : [FitsCard.Of("BSCALE", 1), FitsCard.Of("BZERO", Zero, "makes the integers unsigned")];

    /// <summary>Stores pixels big-endian.</summary>
    /// <param name="pixels">Physical values.</param>
    /// <param name="stored">As many bytes as they take.</param>
    public static void Store<T>(ReadOnlySpan<T> pixels, Span<byte> stored)
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte))
        {
            MemoryMarshal.AsBytes(pixels).CopyTo(stored);
        }
        else if (typeof(T) == typeof(short) || typeof(T) == typeof(ushort))
        {
            var flip = typeof(T) == typeof(ushort) ? (ushort)(1 << 15) : (ushort)0;
            var from = MemoryMarshal.Cast<T, ushort>(pixels);
            var to = MemoryMarshal.Cast<byte, ushort>(stored);
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = BinaryPrimitives.ReverseEndianness((ushort)(from[i] ^ flip));
            }
        }
        else if (typeof(T) == typeof(uint))
        {
            var from = MemoryMarshal.Cast<T, uint>(pixels);
            var to = MemoryMarshal.Cast<byte, uint>(stored);
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = BinaryPrimitives.ReverseEndianness(from[i] ^ (1u << 31));
            }
        }
        else if (typeof(T) == typeof(int) || typeof(T) == typeof(float))
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, int>(pixels), MemoryMarshal.Cast<byte, int>(stored));
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, long>(pixels), MemoryMarshal.Cast<byte, long>(stored));
        }
    }
}
