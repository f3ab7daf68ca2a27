namespace QuickLook.Core.Fits;

/// <summary>What an HDU holds.</summary>
public enum FitsHduKind
{
    /// <summary>A header without data.</summary>
    Empty,

    /// <summary>An image, pixel by pixel.</summary>
    Image,

    /// <summary>A tile-compressed image (FITS 4.0 section 10.1): stored as binary table, read as image.</summary>
    CompressedImage,

    /// <summary>A binary table (FITS 4.0 section 7.3).</summary>
    BinaryTable,

    /// <summary>A text table (FITS 4.0 section 7.2): listed, not read.</summary>
    AsciiTable,

    /// <summary>Random groups (FITS 4.0 section 6): listed, not read.</summary>
    RandomGroups,

    /// <summary>Anything else: listed, not read.</summary>
    Unknown,
}
