using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats.Spectra;

/// <summary>
/// Throughput of each fiber relative to the mean of all, by wavelength (pipeline.md 1.3 and 3.6). Planes are <c>[fiber, bin]</c>, on one grid
/// of wavelengths for all fibers. Whoever owns it disposes it.
/// </summary>
public sealed class FiberFlat : IDisposable
{
    /// <summary>Relative throughput, dimensionless; 0 where it is unknown.</summary>
    public required Plane<float> Throughput { get; init; }

    /// <summary>Inverse variance of <see cref="Throughput"/>.</summary>
    public required Plane<float> InverseVariance { get; init; }

    /// <summary>0 where the throughput may be used.</summary>
    public required Plane<uint> Mask { get; init; }

    /// <summary>Mean spectrum of the lamp on the grid, in the unit of the spectra it was made from.</summary>
    public required double[] MeanSpectrum { get; init; }

    /// <summary>The grid: vacuum wavelengths, Angstrom, ascending.</summary>
    public required double[] Wavelength { get; init; }

    /// <summary>The fiber of each row; default when the file does not say, then row i is fiber i of the petal.</summary>
    public ImmutableArray<FiberId> Fibers { get; init; }

    /// <summary>Chi square per degree of freedom of the fit; null when the file does not say.</summary>
    public double? ReducedChiSquare { get; init; }

    /// <summary>Number of fibers.</summary>
    public int Count => Throughput.Height;

    /// <inheritdoc/>
    public void Dispose()
    {
        Throughput.Dispose();
        InverseVariance.Dispose();
        Mask.Dispose();
    }
}
