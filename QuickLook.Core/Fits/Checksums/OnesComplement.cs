using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QuickLook.Core.Fits.Checksums;

/// <summary>The 32-bit ones' complement sum of FITS checksums, and its ASCII form (FITS 4.0 appendix J).</summary>
internal static class OnesComplement
{
    /// <summary>Letters of an encoded sum.</summary>
    public const int EncodedLength = 16;

    // Which byte of eight big-endian words goes where, so that the processor has them in its order; eight numbers below 32 in each literal.
    private static Vector256<byte> WordsTurned =>
        Vector256.Create(0x04050607_00010203UL, 0x0C0D0E0F_08090A0BUL, 0x14151617_10111213UL, 0x1C1D1E1F_18191A1BUL).AsByte();

    /// <summary>Adds big-endian words to a sum; carries go around.</summary>
    /// <param name="bytes">A whole number of 4-byte words.</param>
    /// <param name="sum">Sum so far.</param>
    public static uint Add(ReadOnlySpan<byte> bytes, uint sum = 0)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(bytes);
        var totals = Vector256<ulong>.Zero;
        foreach (var vector in vectors)
        {
            var words = Vector256.Shuffle(vector, WordsTurned).AsUInt32();
            var (low, high) = Vector256.Widen(words);
            totals += low + high;
        }

        ulong total = Fold(Vector256.Sum(totals));
        for (var i = vectors.Length * Vector256<byte>.Count; i + 4 <= bytes.Length; i += 4)
        {
            total += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        }

        return Fold(total + sum);
    }

    /// <summary>The sum of two sums.</summary>
    public static uint Add(uint first, uint second) => Fold((ulong)first + second);

    /// <summary>The value of CHECKSUM that makes the sum of a whole HDU all ones.</summary>
    /// <param name="sum">Sum of the HDU with CHECKSUM set to sixteen zeros.</param>
    public static string Encode(uint sum)
    {
        var complement = ~sum;
        Span<char> spread = stackalloc char[EncodedLength];
        Span<int> letters = stackalloc int[4];
        for (var i = 0; i < 4; i++)
        {
            var value = (int)((complement >> (24 - (8 * i))) & 0xFF);
            letters.Fill((value / 4) + '0');
            letters[0] += value % 4;
            while (AvoidPunctuation(letters))
            {
                // Each pass moves a pair one step apart; a few suffice.
            }

            for (var j = 0; j < 4; j++)
            {
                spread[(4 * j) + i] = (char)letters[j];
            }
        }

        Span<char> rotated = stackalloc char[EncodedLength];
        for (var i = 0; i < EncodedLength; i++)
        {
            rotated[i] = spread[(i + EncodedLength - 1) % EncodedLength];
        }

        return rotated.ToString();
    }

    private static bool AvoidPunctuation(Span<int> letters)
    {
        var changed = false;
        for (var pair = 0; pair < 4; pair += 2)
        {
            if (IsPunctuation(letters[pair]) || IsPunctuation(letters[pair + 1]))
            {
                letters[pair]++;
                letters[pair + 1]--;
                changed = true;
            }
        }

        return changed;
    }

    private static bool IsPunctuation(int letter) => letter is (>= 0x3A and <= 0x40) or (>= 0x5B and <= 0x60);

    private static uint Fold(ulong total)
    {
        while (total >> 32 != 0)
        {
            total = (total & uint.MaxValue) + (total >> 32);
        }

        return (uint)total;
    }
}
