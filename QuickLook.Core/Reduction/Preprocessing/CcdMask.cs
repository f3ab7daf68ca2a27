namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>Bits of the mask of a CCD image; 0 is a good pixel (pipeline.md 3.2.2).</summary>
[Flags]
public enum CcdMask
{
    /// <summary>A good pixel.</summary>
    None = 0,

    /// <summary>Known to be bad, from the mask image or the table of bad regions.</summary>
    Bad = 1 << 0,

    /// <summary>Hot.</summary>
    Hot = 1 << 1,

    /// <summary>Dead.</summary>
    Dead = 1 << 2,

    /// <summary>At or above the saturation level.</summary>
    Saturated = 1 << 3,

    /// <summary>Hit by a cosmic ray.</summary>
    Cosmic = 1 << 4,

    /// <summary>The pixel flat is 0 here.</summary>
    PixelFlatZero = 1 << 5,

    /// <summary>The pixel flat is below 0.1 here.</summary>
    PixelFlatLow = 1 << 6,

    /// <summary>Unusually high variance.</summary>
    HighVariance = 1 << 7,

    /// <summary>The read noise of the amplifier is too high, or its overscan steps too much to be trusted.</summary>
    BadReadNoise = 1 << 8,

    /// <summary>The whole amplifier is bad.</summary>
    BadAmplifier = 1 << 9,
}
