using System.Numerics;
using System.Runtime.InteropServices;

namespace QuickLook.Core.Fits.Images;

/// <summary>
/// Turns stored numbers into physical values of the wanted type: <c>float</c>, <c>double</c>, or the bits of a mask as <c>uint</c>. Computed in
/// double precision and rounded once, as cfitsio does. The type tests vanish when the methods are compiled for one type.
/// </summary>
internal static class PixelConversion
{
    // Whole numbers up to here, and their sum with a whole BZERO up to here, are exact in float.
    private const double ExactInSingle = 1 << 23;

    /// <summary>From integers of 8, 16 or 32 bits.</summary>
    public static void FromIntegers<T>(ReadOnlySpan<int> stored, Span<T> physical, in PixelScaling scaling)
        where T : unmanaged
    {
        if (typeof(T) == typeof(uint))
        {
            var bits = MemoryMarshal.Cast<T, uint>(physical);
            var zero = unchecked((uint)(long)scaling.Zero);
            var mask = scaling.WidthMask;
            for (var i = 0; i < stored.Length; i++)
            {
                bits[i] = unchecked((uint)stored[i] + zero) & mask;
            }
        }
        else if (typeof(T) == typeof(float) && IsExactSum(scaling))
        {
            AddZero(stored, MemoryMarshal.Cast<T, float>(physical), (int)scaling.Zero);
        }
        else
        {
            for (var i = 0; i < stored.Length; i++)
            {
                physical[i] = Round<T>((stored[i] * scaling.Scale) + scaling.Zero);
            }
        }

        if (scaling.Blank is { } blank and >= int.MinValue and <= int.MaxValue && typeof(T) != typeof(uint))
        {
            for (var at = stored.IndexOf((int)blank); at >= 0; )
            {
                physical[at] = Round<T>(double.NaN);
                var next = stored[(at + 1)..].IndexOf((int)blank);
                at = next < 0 ? -1 : at + 1 + next;
            }
        }
    }

    /// <summary>From integers of 64 bits.</summary>
    /// <returns>False when a mask value does not fit into 32 bits.</returns>
    public static bool FromLongs<T>(ReadOnlySpan<long> stored, Span<T> physical, in PixelScaling scaling)
        where T : unmanaged
    {
        if (typeof(T) == typeof(uint))
        {
            var bits = MemoryMarshal.Cast<T, uint>(physical);
            var flip = scaling.Zero == 0 ? 0UL : 1UL << 63;
            for (var i = 0; i < stored.Length; i++)
            {
                var value = unchecked((ulong)stored[i]) ^ flip;
                if (value > uint.MaxValue)
                {
                    return false;
                }

                bits[i] = (uint)value;
            }

            return true;
        }

        for (var i = 0; i < stored.Length; i++)
        {
            physical[i] = Round<T>(stored[i] == scaling.Blank ? double.NaN : (stored[i] * scaling.Scale) + scaling.Zero);
        }

        return true;
    }

    /// <summary>From real numbers; not for masks.</summary>
    public static void FromReals<T>(ReadOnlySpan<double> stored, Span<T> physical, in PixelScaling scaling)
        where T : unmanaged
    {
        if (scaling.IsIdentity)
        {
            for (var i = 0; i < stored.Length; i++)
            {
                physical[i] = Round<T>(stored[i]);
            }

            return;
        }

        for (var i = 0; i < stored.Length; i++)
        {
            physical[i] = Round<T>((stored[i] * scaling.Scale) + scaling.Zero);
        }
    }

    /// <summary>From real numbers of 32 bits; not for masks.</summary>
    public static void FromSingles<T>(ReadOnlySpan<float> stored, Span<T> physical, in PixelScaling scaling)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && scaling.IsIdentity)
        {
            stored.CopyTo(MemoryMarshal.Cast<T, float>(physical));
            return;
        }

        for (var i = 0; i < stored.Length; i++)
        {
            physical[i] = Round<T>((stored[i] * scaling.Scale) + scaling.Zero);
        }
    }

    private static bool IsExactSum(in PixelScaling scaling) =>
        scaling.Scale == 1
        && scaling.Zero == Math.Truncate(scaling.Zero)
        && (scaling.Bitpix <= 16 ? Math.Abs(scaling.Zero) < ExactInSingle : scaling.Zero == 0);

    private static void AddZero(ReadOnlySpan<int> stored, Span<float> physical, int zero)
    {
        var step = Vector<int>.Count;
        var shift = new Vector<int>(zero);
        var i = 0;
        for (; i <= stored.Length - step; i += step)
        {
            Vector.ConvertToSingle(new Vector<int>(stored[i..]) + shift).CopyTo(physical[i..]);
        }

        for (; i < stored.Length; i++)
        {
            physical[i] = stored[i] + zero;
        }
    }

    private static T Round<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return (T)(object)(float)value;
        }

        return (T)(object)value;
    }
}
