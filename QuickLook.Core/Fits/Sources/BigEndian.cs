using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace QuickLook.Core.Fits.Sources;

/// <summary>Numbers as FITS stores them.</summary>
internal static class BigEndian
{
    /// <summary>Widens integers of 1 (unsigned), 2 or 4 bytes (signed). The bytes are used as working space and changed.</summary>
    /// <param name="stored">Big-endian integers.</param>
    /// <param name="integers">One element per stored integer.</param>
    /// <param name="width">1, 2 or 4.</param>
    public static void ToIntegers(Span<byte> stored, Span<int> integers, int width)
    {
        switch (width)
        {
            case 1:
                for (var i = 0; i < integers.Length; i++)
                {
                    integers[i] = stored[i];
                }

                break;
            case 2:
                var shorts = MemoryMarshal.Cast<byte, short>(stored);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                for (var i = 0; i < integers.Length; i++)
                {
                    integers[i] = shorts[i];
                }

                break;
            default:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(stored)[..integers.Length], integers);
                break;
        }
    }

    /// <summary>Widens real numbers of 4 or 8 bytes. The bytes are used as working space and changed.</summary>
    /// <param name="stored">Big-endian reals.</param>
    /// <param name="reals">One element per stored real.</param>
    /// <param name="width">4 or 8.</param>
    public static void ToReals(Span<byte> stored, Span<double> reals, int width)
    {
        if (width == 8)
        {
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, long>(stored)[..reals.Length],
                MemoryMarshal.Cast<double, long>(reals)
            );
            return;
        }

        var bits = MemoryMarshal.Cast<byte, int>(stored);
        BinaryPrimitives.ReverseEndianness(bits, bits);
        var singles = MemoryMarshal.Cast<int, float>(bits);
        for (var i = 0; i < reals.Length; i++)
        {
            reals[i] = singles[i];
        }
    }
}
