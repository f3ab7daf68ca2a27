using System.Buffers.Binary;

namespace QuickLook.Core.Fits.Checksums;

/// <summary>The 32-bit ones' complement sum of FITS checksums, and its ASCII form (FITS 4.0 appendix J).</summary>
internal static class OnesComplement
{
    /// <summary>Letters of an encoded sum.</summary>
    public const int EncodedLength = 16;

    /// <summary>Adds big-endian words to a sum; carries go around.</summary>
    /// <param name="bytes">A whole number of 4-byte words.</param>
    /// <param name="sum">Sum so far.</param>
    public static uint Add(ReadOnlySpan<byte> bytes, uint sum = 0)
    {
        ulong total = sum;
        for (var i = 0; i + 4 <= bytes.Length; i += 4)
        {
            total += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        }

        return Fold(total);
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
