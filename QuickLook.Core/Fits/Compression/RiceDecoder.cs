using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace QuickLook.Core.Fits.Compression;

/// <summary>
/// Decodes RICE_1 (FITS 4.0 section 10.4.1; Rice, Yeh and Miller 1993): the first pixel as it is, then blocks of differences, each block with
/// its own number of low bits; differences are folded to 0, -1, 1, -2, ... and their high part is written in unary.
/// </summary>
internal static class RiceDecoder
{
    /// <summary>Decodes one tile.</summary>
    /// <param name="source">Compressed bytes.</param>
    /// <param name="pixels">As many pixels as the tile has; 1-byte pixels are unsigned, others signed.</param>
    /// <param name="blockSize">Pixels per block (ZVAL of BLOCKSIZE), at least 1.</param>
    /// <param name="bytesPerPixel">1, 2 or 4 (ZVAL of BYTEPIX).</param>
    /// <returns>False when the bytes end before the pixels.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<int> pixels, int blockSize, int bytesPerPixel) =>
        bytesPerPixel switch
        {
            1 => TryDecode<RiceWidth.Byte>(source, pixels, blockSize),
            2 => TryDecode<RiceWidth.Short>(source, pixels, blockSize),
            _ => TryDecode<RiceWidth.Integer>(source, pixels, blockSize),
        };

    /// <summary>The least number of bytes that any tile of this size can have: what bounds the memory a hostile file can ask for.</summary>
    public static long MinimumBytes(long pixels, int blockSize, int bytesPerPixel)
    {
        var codeBits = bytesPerPixel switch
        {
            1 => RiceWidth.Byte.CodeBits,
            2 => RiceWidth.Short.CodeBits,
            _ => RiceWidth.Integer.CodeBits,
        };
        var blocks = (pixels + blockSize - 1) / blockSize;
        return bytesPerPixel + (((blocks * codeBits) + 7) / 8);
    }

    // Compiled with full optimisation at the first call: the first camera of the night is as fast as the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryDecode<TWidth>(ReadOnlySpan<byte> source, Span<int> pixels, int blockSize)
        where TWidth : struct, IRiceWidth
    {
        var last = 0;
        if (source.Length < TWidth.PixelBits / 8)
        {
            return false;
        }

        for (var i = 0; i < TWidth.PixelBits / 8; i++)
        {
            last = (last << 8) | source[i];
        }

        // The next bits stand at the top of the window; below the first `available` ones may stand more that are read again by the next refill.
        var window = 0UL;
        var available = 0;
        var next = TWidth.PixelBits / 8;
        for (var begin = 0; begin < pixels.Length; begin += blockSize)
        {
            var block = pixels.Slice(begin, Math.Min(blockSize, pixels.Length - begin));
            Refill(source, ref window, ref available, ref next);
            var code = (int)(window >> (64 - TWidth.CodeBits));
            window <<= TWidth.CodeBits;
            available -= TWidth.CodeBits;
            if (code == 0)
            {
                block.Fill(TWidth.Widen(last));
            }
            else if (code - 1 == TWidth.VerbatimCode)
            {
                for (var i = 0; i < block.Length; i++)
                {
                    Refill(source, ref window, ref available, ref next);
                    var folded = (uint)(window >> (64 - TWidth.PixelBits));
                    window <<= TWidth.PixelBits;
                    available -= TWidth.PixelBits;
                    last = unchecked(last + Unfold(folded));
                    block[i] = TWidth.Widen(last);
                }
            }
            else if (!TryDecodeBlock<TWidth>(source, block, code - 1, ref last, ref window, ref available, ref next))
            {
                return false;
            }

            if (((long)next * 8) - available > (long)source.Length * 8)
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryDecodeBlock<TWidth>(
        ReadOnlySpan<byte> source,
        Span<int> block,
        int lowBits,
        ref int lastPixel,
        ref ulong bitWindow,
        ref int availableBits,
        ref int nextByte
    )
        where TWidth : struct, IRiceWidth
    {
        var last = lastPixel;
        var window = bitWindow;
        var available = availableBits;
        var next = nextByte;
        for (var i = 0; i < block.Length; i++)
        {
            // Filled up at every other pixel, needed or not: a branch that depends on the data would be mispredicted too often.
            if ((i & 1) == 0)
            {
                Refill(source, ref window, ref available, ref next);
            }

            var zeros = BitOperations.LeadingZeroCount(window);
            var length = zeros + 1 + lowBits;
            uint folded;
            if (length <= available)
            {
                // The zeros, a one, and the low bits as one number: what the one adds is taken off again.
                folded = unchecked((uint)(window >> (64 - length)) + ((uint)(zeros - 1) << lowBits));
                window <<= length;
                available -= length;
            }
            else
            {
                if (!TryCountZeros(source, ref window, ref available, ref next, out zeros))
                {
                    return false;
                }

                Refill(source, ref window, ref available, ref next);
                folded = ((uint)zeros << lowBits) | (uint)((window >> 1) >> (63 - lowBits));
                window <<= lowBits;
                available -= lowBits;
            }

            last = unchecked(last + Unfold(folded));
            block[i] = TWidth.Widen(last);
        }

        lastPixel = last;
        bitWindow = window;
        availableBits = available;
        nextByte = next;
        return true;
    }

    // Unary numbers that reach beyond the window: rare, and where a damaged tile must not run for ever.
    private static bool TryCountZeros(ReadOnlySpan<byte> source, ref ulong window, ref int available, ref int next, out int zeros)
    {
        zeros = 0;
        while (true)
        {
            Refill(source, ref window, ref available, ref next);
            var found = Math.Min(BitOperations.LeadingZeroCount(window), available);
            zeros += found;
            if (found < available)
            {
                window <<= found + 1;
                available -= found + 1;
                return true;
            }

            window = 0;
            available = 0;
            if (next > source.Length)
            {
                return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Unfold(uint folded) => unchecked((int)(folded >> 1) ^ -(int)(folded & 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refill(ReadOnlySpan<byte> source, ref ulong window, ref int available, ref int next)
    {
        if (next + 8 <= source.Length)
        {
            window |= BinaryPrimitives.ReadUInt64BigEndian(source[next..]) >> available;
            next += (63 - available) >> 3;
            available |= 56;
        }
        else
        {
            RefillNearEnd(source, ref window, ref available, ref next);
        }
    }

    // Behind the end stand zeros; who uses them is found out by the position.
    private static void RefillNearEnd(ReadOnlySpan<byte> source, ref ulong window, ref int available, ref int next)
    {
        while (available <= 56)
        {
            var value = next < source.Length ? source[next] : 0UL;
            window |= value << (56 - available);
            available += 8;
            next++;
        }
    }
}
