namespace QuickLook.Core.Fits;

/// <summary>How the pixels of an image are written.</summary>
public enum FitsCompression
{
    /// <summary>Pixel by pixel.</summary>
    None,

    /// <summary>RICE_1, one row per tile; 16- and 32-bit integers only.</summary>
    Rice,
}
