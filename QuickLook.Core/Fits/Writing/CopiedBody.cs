using QuickLook.Core.Fits.Headers;

namespace QuickLook.Core.Fits.Writing;

/// <summary>The data of an HDU of another file, byte for byte, with the keywords that describe them.</summary>
/// <param name="hdu">An HDU of a file that is open until the data are written.</param>
internal sealed class CopiedBody(FitsHdu hdu) : IHduBody
{
    private const int PieceBytes = 1 << 16;

    /// <inheritdoc/>
    public bool CanBePrimary => hdu.Index == 0 || IsPlain;

    /// <summary>True for an image as the standard wants it, which may be primary or not; all else keeps its own keywords.</summary>
    private bool IsPlain =>
        hdu.Kind is FitsHduKind.Image or FitsHduKind.Empty
        && hdu.StoredHeader.GetLong("PCOUNT").Or(0) == 0
        && hdu.StoredHeader.GetLong("GCOUNT").Or(1) == 1;

    /// <inheritdoc/>
    public IEnumerable<FitsCard> Structure(bool isPrimary) =>
        IsPlain
            ? ImageStructure
                .Cards(isPrimary, hdu.Layout.Bitpix, hdu.Layout.Axes)
                .Concat(hdu.StoredHeader.Cards.Where(card => card.Keyword is "BSCALE" or "BZERO" or "BLANK"))
            : hdu.StoredHeader.Cards.Where(card =>
                card.IsNamed && StructuralKeywords.IsLayout(card.Keyword) && !IsWrittenAnew(card.Keyword)
            );

    /// <inheritdoc/>
    /// <exception cref="IOException">The other file ends before its data do.</exception>
    public void WriteData(DataUnit data)
    {
        var piece = new byte[PieceBytes];
        for (long at = 0; at < hdu.Layout.DataBytes; at += PieceBytes)
        {
            var part = piece.AsSpan(0, (int)Math.Min(PieceBytes, hdu.Layout.DataBytes - at));
            if (hdu.Source.Read(hdu.DataOffset + at, part) is { } failure)
            {
                throw new IOException(failure.In(hdu.Place).ToString());
            }

            data.Write(part);
        }
    }

    /// <summary>Checksums are the writer's; those of an uncompressed image would no longer agree with its header.</summary>
    private static bool IsWrittenAnew(string keyword) => keyword is "CHECKSUM" or "DATASUM" or "ZHECKSUM" or "ZDATASUM" or "LONGSTRN";
}
