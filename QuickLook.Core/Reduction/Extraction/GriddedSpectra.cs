using QuickLook.Core.Arrays;

namespace QuickLook.Core.Reduction.Extraction;

/// <summary>
/// Spectra of all fibers on one grid of wavelengths (the original's <c>asframe</c>, pipeline.md 3.4). Planes are <c>[fiber, bin]</c>. Whoever owns
/// it disposes it.
/// </summary>
public sealed class GriddedSpectra : IDisposable
{
    /// <summary>The grid: vacuum wavelengths, Angstrom, evenly spaced.</summary>
    public required double[] Wavelength { get; init; }

    /// <summary>Flux in the unit of the spectra it was made from; 0 where there is no value.</summary>
    public required Plane<float> Flux { get; init; }

    /// <summary>Inverse variance of <see cref="Flux"/>; 0 where there is no value.</summary>
    public required Plane<float> InverseVariance { get; init; }

    /// <summary>Number of spectra.</summary>
    public int Count => Flux.Height;

    /// <summary>Number of bins.</summary>
    public int Bins => Wavelength.Length;

    /// <inheritdoc/>
    public void Dispose()
    {
        Flux.Dispose();
        InverseVariance.Dispose();
    }
}
