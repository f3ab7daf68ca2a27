namespace QuickLook.Core.Fits.Compression;

/// <summary>Encodes RICE_1; see <see cref="RiceDecoder"/> for the format.</summary>
internal static class RiceEncoder
{
    /// <summary>Room that a tile needs at most.</summary>
    public static int MaximumBytes(int pixels, int blockSize, int bytesPerPixel) =>
        checked(((pixels + blockSize) * (bytesPerPixel + 1)) + (pixels / blockSize) + 16);

    /// <summary>Encodes one tile.</summary>
    /// <param name="pixels">At least one pixel; bits beyond its width are ignored.</param>
    /// <param name="target">Room of <see cref="MaximumBytes"/>.</param>
    /// <param name="blockSize">Pixels per block.</param>
    /// <param name="bytesPerPixel">1, 2 or 4.</param>
    /// <returns>Number of bytes written.</returns>
    public static int Encode(ReadOnlySpan<int> pixels, Span<byte> target, int blockSize, int bytesPerPixel) =>
        bytesPerPixel switch
        {
            1 => Encode<RiceWidth.Byte>(pixels, target, blockSize),
            2 => Encode<RiceWidth.Short>(pixels, target, blockSize),
            _ => Encode<RiceWidth.Integer>(pixels, target, blockSize),
        };

    private static int Encode<TWidth>(ReadOnlySpan<int> pixels, Span<byte> target, int blockSize)
        where TWidth : struct, IRiceWidth
    {
        var writer = new BitWriter(target);
        writer.Write(unchecked((uint)pixels[0]), TWidth.PixelBits);
        Span<uint> folded = blockSize <= 64 ? stackalloc uint[blockSize] : new uint[blockSize];
        var last = pixels[0];
        for (var begin = 0; begin < pixels.Length; begin += blockSize)
        {
            var block = pixels.Slice(begin, Math.Min(blockSize, pixels.Length - begin));
            ulong sum = 0;
            for (var i = 0; i < block.Length; i++)
            {
                // The difference wraps around within the pixel's own width, so that it never needs more bits.
                var difference = unchecked(block[i] - last) << (32 - TWidth.PixelBits) >> (32 - TWidth.PixelBits);
                folded[i] = unchecked((uint)((difference << 1) ^ (difference >> 31))) & (uint)((1UL << TWidth.PixelBits) - 1);
                sum += folded[i];
                last = block[i];
            }

            WriteBlock<TWidth>(ref writer, folded[..block.Length], sum);
        }

        return writer.Complete();
    }

    private static void WriteBlock<TWidth>(ref BitWriter writer, scoped ReadOnlySpan<uint> folded, ulong sum)
        where TWidth : struct, IRiceWidth
    {
        if (sum == 0)
        {
            writer.Write(0, TWidth.CodeBits);
            return;
        }

        var lowBits = LowBits(sum, folded.Length);
        if (lowBits >= TWidth.VerbatimCode)
        {
            writer.Write((uint)TWidth.VerbatimCode + 1, TWidth.CodeBits);
            foreach (var value in folded)
            {
                writer.Write(value, TWidth.PixelBits);
            }

            return;
        }

        writer.Write((uint)lowBits + 1, TWidth.CodeBits);
        foreach (var value in folded)
        {
            writer.WriteZeros((int)(value >> lowBits));
            writer.Write((1u << lowBits) | (value & ((1u << lowBits) - 1)), lowBits + 1);
        }
    }

    // About the binary logarithm of the mean, which is near the best choice for an exponential distribution (Rice, Yeh and Miller 1993).
    private static int LowBits(ulong sum, int count)
    {
        var half = (ulong)(count / 2) + 1;
        var mean = (sum > half ? sum - half : 0) / (ulong)count;
        var bits = 0;
        for (mean >>= 1; mean > 0; mean >>= 1)
        {
            bits++;
        }

        return bits;
    }
}
