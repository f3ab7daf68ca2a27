using System.Collections.Immutable;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Reduction.Sky;

/// <summary>What was subtracted as sky from each spectrum (pipeline.md 3.8). Whoever owns it disposes it.</summary>
public sealed class SkyModel : IDisposable
{
    /// <summary>Sky of each spectrum on its own bins, in the unit of the spectra: <c>[fiber, row]</c>.</summary>
    public required Plane<float> Model { get; init; }

    /// <summary>Positions of the spectra that the sky was taken from; ascending.</summary>
    public required ImmutableArray<int> SkyFibers { get; init; }

    /// <summary>
    /// True when there was no fiber on blank sky, and the half of the fibers with the least flux stood in for them.
    /// </summary>
    public required bool IsFallback { get; init; }

    /// <summary>Grid of <see cref="MedianSky"/>: vacuum wavelengths, Angstrom, evenly spaced.</summary>
    public required double[] Wavelength { get; init; }

    /// <summary>Median sky spectrum, electrons/Å.</summary>
    public required double[] MedianSky { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
