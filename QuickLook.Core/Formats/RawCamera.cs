using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats;

/// <summary>One camera of a raw exposure, as read out. Owns its pixels.</summary>
public sealed class RawCamera : IDisposable
{
    /// <summary>A camera of these parts.</summary>
    /// <param name="camera">Which camera.</param>
    /// <param name="header">Its header, with what it inherits.</param>
    /// <param name="pixels">Raw pixels in ADU; ownership goes to the new object.</param>
    /// <param name="amplifiers">Amplifiers whose sections lie within the image, in order A to D.</param>
    public RawCamera(CameraId camera, FitsHeader header, Plane<float> pixels, ImmutableArray<RawAmplifier> amplifiers)
    {
        Camera = camera;
        Header = header;
        Pixels = pixels;
        Amplifiers = amplifiers;
        Identity = IdentityKeywords.Read(header);
    }

    /// <summary>Which camera.</summary>
    public CameraId Camera { get; }

    /// <summary>Header of the camera, with what it inherits from the exposure.</summary>
    public FitsHeader Header { get; }

    /// <summary>What the header says the camera is.</summary>
    public CameraIdentity Identity { get; }

    /// <summary>Raw pixels in ADU, <c>[row y, column x]</c>, prescan and overscan included; NaN for BLANK.</summary>
    public Plane<float> Pixels { get; }

    /// <summary>The amplifiers in order A to D; two of them when only two were read out.</summary>
    public ImmutableArray<RawAmplifier> Amplifiers { get; }

    /// <summary>Rows of the trimmed image: the largest end of a CCD section.</summary>
    public int CcdHeight => Amplifiers.Max(amplifier => amplifier.Ccd.EndRow);

    /// <summary>Columns of the trimmed image: the largest end of a CCD section.</summary>
    public int CcdWidth => Amplifiers.Max(amplifier => amplifier.Ccd.EndColumn);

    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
