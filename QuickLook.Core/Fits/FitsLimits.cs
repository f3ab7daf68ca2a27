namespace QuickLook.Core.Fits;

/// <summary>
/// How much a FITS file may ask for. A file that asks for more is answered with a failure that names HDU and byte; nothing is allocated
/// for it. Independent of these limits, memory taken is in proportion to the bytes that the file really has (its compression's best
/// possible ratio included). Every limit is inclusive and positive.
/// </summary>
public sealed record FitsLimits
{
    /// <summary>The limits used where none are given: room for full-size cameras and calibrations, not for more.</summary>
    public static FitsLimits Default { get; } = new();

    /// <summary>HDUs per file; default 1000 (a raw exposure has about 35).</summary>
    public int MaximumHdus { get; init; } = 1000;

    /// <summary>80-byte cards per header; default 20 000 (a camera has about 300).</summary>
    public int MaximumCards { get; init; } = 20_000;

    /// <summary>Pixels per image; default 2^28 (a camera has 2^24).</summary>
    public long MaximumPixels { get; init; } = 1L << 28;

    /// <summary>Bytes of the data unit of a binary table or compressed image, heap included; default 2^30.</summary>
    public long MaximumTableBytes { get; init; } = 1L << 30;

    /// <summary>Bytes that a gzip file may inflate to; default 2^30. Inflated data are held in memory while the file is open.</summary>
    public long MaximumInflatedBytes { get; init; } = 1L << 30;
}
