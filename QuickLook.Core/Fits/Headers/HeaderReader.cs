using QuickLook.Core.Fits.Sources;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Headers;

/// <summary>Reads the cards of one header, block by block, up to END (FITS 4.0 section 3.3).</summary>
internal static class HeaderReader
{
    /// <summary>Bytes of a FITS block; headers and data units are whole numbers of blocks.</summary>
    public const int BlockBytes = 2880;

    /// <summary>Reads a header.</summary>
    /// <param name="source">The file.</param>
    /// <param name="offset">Byte at which the header begins.</param>
    /// <param name="limits">Bounds.</param>
    /// <returns>Cards and the byte after the header's last block; a failure whose place is the byte where reading stopped.</returns>
    public static Result<(IReadOnlyList<FitsCard> Cards, long End)> Read(ByteSource source, long offset, FitsLimits limits)
    {
        var cards = new CardSequence();
        Span<byte> block = stackalloc byte[BlockBytes];
        for (var at = offset; at + BlockBytes <= source.Length; at += BlockBytes)
        {
            if (source.Read(at, block) is { } failure)
            {
                return failure;
            }

            for (var i = 0; i < BlockBytes; i += CardParser.CardBytes)
            {
                var bytes = block.Slice(i, CardParser.CardBytes);
                if (CardParser.IsEnd(bytes))
                {
                    return (cards.ToList(), at + BlockBytes);
                }

                if ((at + i - offset) / CardParser.CardBytes >= limits.MaximumCards)
                {
                    return new Failure($"The header has more than {limits.MaximumCards} cards and no END", $"byte {at + i}");
                }

                cards.Add(CardParser.Parse(bytes));
            }
        }

        return new Failure("The file ends within a header, before END", $"byte {source.Length}", FailureKind.Unfinished);
    }
}
