using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Formats.Spectra;

/// <summary>
/// Spectra of one camera on the rows of the CCD, each fiber with its own wavelengths (the original's QFrame, pipeline.md 3.4). Planes are
/// <c>[fiber, row]</c>. Steps change flux and inverse variance in place. Whoever owns it disposes it.
/// </summary>
public sealed class FiberSpectra : IDisposable
{
    /// <summary>Unit of extracted spectra.</summary>
    public const string ElectronsPerAngstrom = "electron/Angstrom";

    /// <summary>Unit of calibrated spectra.</summary>
    public const string CalibratedFlux = "10**-17 erg/(s cm2 Angstrom)";

    /// <summary>Which camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>The fiber of each spectrum.</summary>
    public required ImmutableArray<FiberId> Fibers { get; init; }

    /// <summary>Vacuum wavelength of each bin, Angstrom, ascending along a row.</summary>
    public required Plane<double> Wavelength { get; init; }

    /// <summary>Flux in <see cref="Unit"/>; 0 where there is no value.</summary>
    public required Plane<float> Flux { get; init; }

    /// <summary>Inverse variance of <see cref="Flux"/>; 0 where there is no value.</summary>
    public required Plane<float> InverseVariance { get; init; }

    /// <summary>Gaussian width of the line-spread function in rows; null when the traces have none.</summary>
    public Plane<float>? RowSigma { get; init; }

    /// <summary>Header of the camera with what preprocessing added.</summary>
    public required FitsHeader Header { get; init; }

    /// <summary>What a unit of flux is.</summary>
    public string Unit { get; set; } = ElectronsPerAngstrom;

    /// <summary>Number of spectra.</summary>
    public int Count => Flux.Height;

    /// <summary>Number of bins of each spectrum: the rows of the CCD.</summary>
    public int Bins => Flux.Width;

    /// <inheritdoc/>
    public void Dispose()
    {
        Wavelength.Dispose();
        Flux.Dispose();
        InverseVariance.Dispose();
        RowSigma?.Dispose();
    }
}
