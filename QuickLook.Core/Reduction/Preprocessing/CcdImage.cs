using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// A preprocessed CCD: overscan removed, trimmed, in electrons. All planes are <c>[row y, column x]</c>, rows along the dispersion.
/// Whoever received it disposes it.
/// </summary>
public sealed class CcdImage : IDisposable
{
    /// <summary>Which camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>Electrons per pixel. 0 where <see cref="Mask"/> is not 0, unless the options said otherwise.</summary>
    public required Plane<float> Pixels { get; init; }

    /// <summary>Inverse variance, 1/electrons²; 0 where there is no variance. Not changed by the mask.</summary>
    public required Plane<float> InverseVariance { get; init; }

    /// <summary>Bits of <see cref="CcdMask"/>; 0 is good.</summary>
    public required Plane<ushort> Mask { get; init; }

    /// <summary>What was measured per amplifier, in order A to D; two entries when only two amplifiers were read.</summary>
    public required ImmutableArray<AmplifierReadout> Amplifiers { get; init; }

    /// <summary>Number of pixels with <see cref="CcdMask.Cosmic"/>.</summary>
    public required int CosmicPixels { get; init; }

    /// <summary>What a file made from this image adds to the raw header, in order (pipeline.md 3.2.2).</summary>
    public required ImmutableArray<FitsCard> HeaderAdditions { get; init; }

    /// <summary>Number of rows.</summary>
    public int Height => Pixels.Height;

    /// <summary>Number of columns.</summary>
    public int Width => Pixels.Width;

    /// <inheritdoc/>
    public void Dispose()
    {
        Pixels.Dispose();
        InverseVariance.Dispose();
        Mask.Dispose();
        foreach (var amplifier in Amplifiers)
        {
            amplifier.Overscan.Dispose();
        }
    }
}
