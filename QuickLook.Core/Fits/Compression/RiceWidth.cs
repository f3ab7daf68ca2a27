namespace QuickLook.Core.Fits.Compression;

/// <summary>What depends on the bytes per pixel in RICE_1 (FITS 4.0 table 39 and section 10.4.1).</summary>
internal interface IRiceWidth
{
    /// <summary>Bits of a pixel.</summary>
    static abstract int PixelBits { get; }

    /// <summary>Bits of the code that begins a block.</summary>
    static abstract int CodeBits { get; }

    /// <summary>Number of low bits, and one less than the code, that announces differences written as they are.</summary>
    static abstract int VerbatimCode { get; }

    /// <summary>A pixel as integer: what is above its own bits is dropped.</summary>
    /// <param name="value">Sum of differences.</param>
    static abstract int Widen(int value);
}

/// <summary>The three widths.</summary>
internal static class RiceWidth
{
    /// <summary>Unsigned bytes.</summary>
    internal readonly struct Byte : IRiceWidth
    {
        /// <inheritdoc/>
        public static int PixelBits => 8;

        /// <inheritdoc/>
        public static int CodeBits => 3;

        /// <inheritdoc/>
        public static int VerbatimCode => 6;

        /// <inheritdoc/>
        public static int Widen(int value) => (byte)value;
    }

    /// <summary>Signed 16-bit integers.</summary>
    internal readonly struct Short : IRiceWidth
    {
        /// <inheritdoc/>
        public static int PixelBits => 16;

        /// <inheritdoc/>
        public static int CodeBits => 4;

        /// <inheritdoc/>
        public static int VerbatimCode => 14;

        /// <inheritdoc/>
        public static int Widen(int value) => (short)value;
    }

    /// <summary>Signed 32-bit integers.</summary>
    internal readonly struct Integer : IRiceWidth
    {
        /// <inheritdoc/>
        public static int PixelBits => 32;

        /// <inheritdoc/>
        public static int CodeBits => 5;

        /// <inheritdoc/>
        public static int VerbatimCode => 25;

        /// <inheritdoc/>
        public static int Widen(int value) => value;
    }
}
