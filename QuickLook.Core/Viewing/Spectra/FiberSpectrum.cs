using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>The spectrum of one fiber in one arm, bin by bin as it is stored; all lists that are not empty are equally long.</summary>
public sealed record FiberSpectrum
{
    /// <summary>The camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>The fiber.</summary>
    public required FiberId Fiber { get; init; }

    /// <summary>Vacuum wavelength of each bin, Angstrom, ascending.</summary>
    public required ImmutableArray<double> Wavelength { get; init; }

    /// <summary>Flux in <see cref="Unit"/>; NaN where nothing was measured (no inverse variance).</summary>
    public required ImmutableArray<double> Flux { get; init; }

    /// <summary>Inverse variance of the flux; 0 where nothing was measured; empty when the file has none.</summary>
    public ImmutableArray<double> InverseVariance { get; init; } = [];

    /// <summary>The sky that was subtracted, in <see cref="SkyUnit"/>; empty when the file has none.</summary>
    public ImmutableArray<double> Sky { get; init; } = [];

    /// <summary>BUNIT of the flux; empty when the header does not say.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>BUNIT of the sky; empty when the header does not say.</summary>
    public string SkyUnit { get; init; } = string.Empty;
}
