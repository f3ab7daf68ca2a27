namespace QuickLook.Core.Fits.Writing;

/// <summary>Keywords of a RICE_1 image with one row per tile (FITS 4.0 section 10.1), in their order.</summary>
internal static class RiceStructure
{
    /// <summary>Bytes of a descriptor, which tells where in the heap a tile is.</summary>
    public const int DescriptorBytes = 8;

    /// <summary>The cards.</summary>
    /// <param name="format">Pixel format.</param>
    /// <param name="axes">NAXIS1, NAXIS2, ... of the image.</param>
    /// <param name="tiles">Number of rows.</param>
    /// <param name="longestTile">Bytes of the longest tile.</param>
    /// <param name="heapBytes">Bytes of all tiles.</param>
    public static IEnumerable<FitsCard> Cards(PixelFormat format, IReadOnlyList<int> axes, int tiles, int longestTile, long heapBytes)
    {
        yield return FitsCard.Of("XTENSION", "BINTABLE", "binary table extension");
        yield return FitsCard.Of("BITPIX", 8);
        yield return FitsCard.Of("NAXIS", 2);
        yield return FitsCard.Of("NAXIS1", DescriptorBytes);
        yield return FitsCard.Of("NAXIS2", tiles);
        yield return FitsCard.Of("PCOUNT", heapBytes);
        yield return FitsCard.Of("GCOUNT", 1);
        yield return FitsCard.Of("TFIELDS", 1);
        yield return FitsCard.Of("TTYPE1", "COMPRESSED_DATA");
        yield return FitsCard.Of("TFORM1", $"1PB({longestTile})");
        yield return FitsCard.Of("ZIMAGE", true, "this is a compressed image");
        yield return FitsCard.Of("ZTENSION", "IMAGE");
        yield return FitsCard.Of("ZBITPIX", format.Bitpix);
        yield return FitsCard.Of("ZNAXIS", axes.Count);
        for (var i = 0; i < axes.Count; i++)
        {
            yield return FitsCard.Of($"ZNAXIS{i + 1}", axes[i]);
        }

        yield return FitsCard.Of("ZPCOUNT", 0);
        yield return FitsCard.Of("ZGCOUNT", 1);
        for (var i = 0; i < axes.Count; i++)
        {
            yield return FitsCard.Of($"ZTILE{i + 1}", i == 0 ? axes[0] : 1);
        }

        yield return FitsCard.Of("ZCMPTYPE", "RICE_1");
        yield return FitsCard.Of("ZNAME1", "BLOCKSIZE");
        yield return FitsCard.Of("ZVAL1", RiceImage.BlockSize);
        yield return FitsCard.Of("ZNAME2", "BYTEPIX");
        yield return FitsCard.Of("ZVAL2", format.Bytes);
        foreach (var card in format.Scaling())
        {
            yield return card;
        }
    }
}
