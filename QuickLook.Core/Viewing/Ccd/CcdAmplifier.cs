using QuickLook.Core.Formats;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>An amplifier in an image that is shown.</summary>
/// <param name="Raw">As the header describes it.</param>
/// <param name="Light">Its light-sensitive pixels in this image.</param>
public sealed record CcdAmplifier(RawAmplifier Raw, DetectorSection Light)
{
    /// <summary>Gain that was applied, electrons per ADU; of a raw image that of its header, null when it has none.</summary>
    public double? Gain { get; init; }

    /// <summary>Measured read noise, electrons; null of a raw image.</summary>
    public double? ReadNoise { get; init; }

    /// <summary>Bias level, ADU; null of a raw image.</summary>
    public double? BiasLevel { get; init; }

    /// <summary>Saturation level in the unit of the image; null when not known.</summary>
    public double? Saturation { get; init; }
}
