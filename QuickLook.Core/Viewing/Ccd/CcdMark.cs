using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>What is marked on the pixels of a viewer: the bits of <see cref="CcdMask"/> in the groups that an observer tells apart.</summary>
[Flags]
public enum CcdMark
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>At or above the saturation level.</summary>
    Saturated = 1,

    /// <summary>Hit by a cosmic ray; known of preprocessed images only.</summary>
    Cosmic = 2,

    /// <summary>Bad, hot, dead or without flat; known of preprocessed images only.</summary>
    BadPixel = 4,

    /// <summary>On an amplifier that is bad as a whole or too noisy; known of preprocessed images only.</summary>
    BadAmplifier = 8,
}
