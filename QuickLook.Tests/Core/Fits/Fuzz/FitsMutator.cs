using System.Buffers.Binary;
using System.Text;

namespace QuickLook.Tests.Core.Fits.Fuzz;

/// <summary>Damages FITS files where it hurts: numbers in headers, descriptors and tiles, lengths.</summary>
internal static class FitsMutator
{
    private const int CardBytes = 80;
    private const int Block = 2880;

    private static readonly string[] NastyValues =
    [
        "0",
        "-1",
        "1",
        "2",
        "3",
        "7",
        "8",
        "16",
        "32",
        "64",
        "-32",
        "-64",
        "999",
        "1000",
        "10001",
        "65535",
        "65536",
        "16777216",
        "268435456",
        "268435457",
        "1073741824",
        "2147483647",
        "2147483648",
        "-2147483648",
        "4294967296",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999999999",
        "1E308",
        "-1E400",
        "0.5",
        "1D-320",
        "T",
        "F",
        "'RICE_1'",
        "'GZIP_1'",
        "'GZIP_2'",
        "'NOCOMPRESS'",
        "'HCOMPRESS_1'",
        "'SUBTRACTIVE_DITHER_2'",
        "'1PB(99999999)'",
        "'1QD'",
        "'2147483647J'",
        "'0A'",
        "'1X'",
        "'999999M'",
        "'IMAGE'",
        "'BINTABLE'",
        "'",
        "(1,",
        "",
        "/",
        "&",
    ];

    /// <summary>A damaged copy.</summary>
    public static byte[] Mutate(byte[] seed, Random random)
    {
        var file = seed.ToArray();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            file = random.Next(12) switch
            {
                0 or 1 or 2 or 3 => WithNastyCard(file, random),
                10 or 11 => WithChangedRow(file, random),
                4 => WithRandomBytes(file, random, 1 + random.Next(8)),
                5 => WithRandomWord(file, random),
                6 => file[..random.Next(file.Length + 1)],
                7 => WithBlockMoved(file, random),
                8 => WithCardCopied(file, random),
                _ => WithRun(file, random),
            };
        }

        return file;
    }

    // Replaces the value of some card that has one; headers are found by the equals sign, as a reader finds them.
    private static byte[] WithNastyCard(byte[] file, Random random)
    {
        var cards = file.Length / CardBytes;
        for (var attempt = 0; attempt < 200 && cards > 0; attempt++)
        {
            var at = random.Next(cards) * CardBytes;
            if (file[at + 8] == (byte)'=' && char.IsAsciiLetterUpper((char)file[at]))
            {
                var value = NastyValues[random.Next(NastyValues.Length)].PadRight(CardBytes - 10)[..(CardBytes - 10)];
                Encoding.ASCII.GetBytes(value).CopyTo(file, at + 10);
                break;
            }
        }

        return file;
    }

    private static byte[] WithRandomBytes(byte[] file, Random random, int count)
    {
        for (var i = 0; i < count && file.Length > 0; i++)
        {
            file[random.Next(file.Length)] = (byte)random.Next(256);
        }

        return file;
    }

    private static byte[] WithRandomWord(byte[] file, Random random)
    {
        if (file.Length >= 8)
        {
            var at = random.Next((file.Length / 4) - 1) * 4;
            int[] words = [0, 1, -1, int.MaxValue, int.MinValue, random.Next(), random.Next(100_000)];
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at), words[random.Next(words.Length)]);
        }

        return file;
    }

    // The first words after a header: descriptors, scales and zeros of tables and compressed images; most changes keep them plausible.
    private static byte[] WithChangedRow(byte[] file, Random random)
    {
        var blocks = file.Length / Block;
        for (var attempt = 0; attempt < 50 && blocks > 1; attempt++)
        {
            var data = (1 + random.Next(blocks - 1)) * Block;
            if (file.AsSpan(data - Block, Block).IndexOf("END                 "u8) >= 0)
            {
                var word = file.AsSpan(data + (4 * random.Next(200)), 4);
                var value = BinaryPrimitives.ReadInt32BigEndian(word);
                int[] changed = [value + random.Next(-20, 20), value * 2, value + random.Next(5000), -value, random.Next(), int.MaxValue];
                BinaryPrimitives.WriteInt32BigEndian(word, changed[random.Next(changed.Length)]);
                break;
            }
        }

        return file;
    }

    private static byte[] WithBlockMoved(byte[] file, Random random)
    {
        if (file.Length >= 2 * Block)
        {
            var blocks = file.Length / Block;
            file.AsSpan(random.Next(blocks) * Block, Block).CopyTo(file.AsSpan(random.Next(blocks) * Block));
        }

        return file;
    }

    private static byte[] WithCardCopied(byte[] file, Random random)
    {
        var cards = file.Length / CardBytes;
        if (cards > 1)
        {
            file.AsSpan(random.Next(Math.Min(cards, 200)) * CardBytes, CardBytes)
                .CopyTo(file.AsSpan(random.Next(Math.Min(cards, 200)) * CardBytes));
        }

        return file;
    }

    private static byte[] WithRun(byte[] file, Random random)
    {
        if (file.Length > 0)
        {
            var at = random.Next(file.Length);
            file.AsSpan(at, Math.Min(random.Next(1, 3000), file.Length - at)).Fill((byte)(random.Next(2) * 255));
        }

        return file;
    }
}
