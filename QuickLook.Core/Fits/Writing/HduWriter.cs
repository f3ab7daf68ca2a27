using System.Text;
using QuickLook.Core.Fits.Checksums;
using QuickLook.Core.Fits.Headers;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Writing;

/// <summary>Writes one HDU: room for the header, the data, then the header with sizes and checksums that only the data tell.</summary>
internal static class HduWriter
{
    private static readonly string NoChecksum = new('0', OnesComplement.EncodedLength);

    /// <summary>Appends an HDU to a file.</summary>
    /// <param name="stream">The file, at its end.</param>
    /// <param name="content">What to write.</param>
    /// <param name="isPrimary">Whether it is the first HDU.</param>
    /// <returns>Null, or why a keyword cannot be written.</returns>
    public static Failure? Append(Stream stream, FitsHduContent content, bool isPrimary)
    {
        if (!Header(content, isPrimary, 0, NoChecksum).TryGet(out var provisional, out var failure))
        {
            return failure;
        }

        var start = stream.Position;
        stream.Write(provisional);
        var data = new DataUnit(stream);
        content.Body.WriteData(data);
        data.Complete();
        var end = stream.Position;

        var summed = Header(content, isPrimary, data.Sum, NoChecksum).Value;
        var checksum = OnesComplement.Encode(OnesComplement.Add(OnesComplement.Add(summed), data.Sum));
        stream.Position = start;
        stream.Write(Header(content, isPrimary, data.Sum, checksum).Value);
        stream.Position = end;
        return null;
    }

    private static Result<byte[]> Header(FitsHduContent content, bool isPrimary, uint datasum, string checksum)
    {
        var text = new StringBuilder();
        foreach (var card in Cards(content, isPrimary, datasum, checksum))
        {
            if (CardWriter.Append(card, text) is { } failure)
            {
                return failure;
            }
        }

        text.Append("END".PadRight(CardParser.CardBytes));
        var blocks = (text.Length + HeaderReader.BlockBytes - 1) / HeaderReader.BlockBytes;
        return Encoding.ASCII.GetBytes(text.ToString().PadRight(blocks * HeaderReader.BlockBytes));
    }

    private static IEnumerable<FitsCard> Cards(FitsHduContent content, bool isPrimary, uint datasum, string checksum)
    {
        foreach (var card in content.Body.Structure(isPrimary))
        {
            yield return card;
        }

        if (content.Name.Length > 0)
        {
            yield return FitsCard.Of("EXTNAME", content.Name);
        }

        foreach (var card in content.Header.Cards)
        {
            var isWritten =
                card.IsNamed && (StructuralKeywords.IsLayout(card.Keyword) || (content.Name.Length > 0 && card.Keyword == "EXTNAME"));
            if (!isWritten)
            {
                yield return card;
            }
        }

        yield return FitsCard.Of("CHECKSUM", checksum, "HDU checksum");
        yield return FitsCard.Of("DATASUM", datasum.ToString(), "data unit checksum");
    }
}
