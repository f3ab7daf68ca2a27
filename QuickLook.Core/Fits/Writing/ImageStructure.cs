namespace QuickLook.Core.Fits.Writing;

/// <summary>Mandatory keywords of images and of HDUs without data (FITS 4.0 sections 4.4.1 and 7.1).</summary>
internal static class ImageStructure
{
    /// <summary>The cards in their order.</summary>
    public static IEnumerable<FitsCard> Cards(bool isPrimary, int bitpix, IReadOnlyList<int> axes)
    {
        yield return isPrimary
            ? FitsCard.Of("SIMPLE", true, "conforms to the FITS standard")
            : FitsCard.Of("XTENSION", "IMAGE", "image extension");
        yield return FitsCard.Of("BITPIX", bitpix);
        yield return FitsCard.Of("NAXIS", axes.Count);
        for (var i = 0; i < axes.Count; i++)
        {
            yield return FitsCard.Of($"NAXIS{i + 1}", axes[i]);
        }

        if (isPrimary)
        {
            yield return FitsCard.Of("EXTEND", true);
        }
        else
        {
            yield return FitsCard.Of("PCOUNT", 0);
            yield return FitsCard.Of("GCOUNT", 1);
        }
    }
}
