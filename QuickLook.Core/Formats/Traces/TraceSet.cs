using QuickLook.Core.Numerics;

namespace QuickLook.Core.Formats.Traces;

/// <summary>
/// Where the light of each fiber falls on the CCD (pipeline.md 1.5): x and y, and optionally the widths of the image, as Legendre series of
/// u = 2 (wavelength − WaveMin) / (WaveMax − WaveMin) − 1. Positions are pixel centres from 0, widths are Gaussian sigmas in pixels,
/// wavelengths are in vacuum and in Angstrom. Immutable, thread-safe.
/// </summary>
public sealed record TraceSet
{
    /// <summary>x of each fiber.</summary>
    public required CoefficientTable X { get; init; }

    /// <summary>y of each fiber; as many fibers as <see cref="X"/>.</summary>
    public required CoefficientTable Y { get; init; }

    /// <summary>Width across the fiber, pixels; null when the file has none.</summary>
    public CoefficientTable? XSigma { get; init; }

    /// <summary>Width along the dispersion, pixels; null when the file has none.</summary>
    public CoefficientTable? YSigma { get; init; }

    /// <summary>Lower end of the wavelengths, Angstrom.</summary>
    public required double WaveMin { get; init; }

    /// <summary>Upper end of the wavelengths, Angstrom; above <see cref="WaveMin"/>.</summary>
    public required double WaveMax { get; init; }

    /// <summary>Rows of the CCD (NPIX_Y).</summary>
    public required int CcdRows { get; init; }

    /// <summary>Number of fibers.</summary>
    public int FiberCount => X.FiberCount;

    /// <summary>The variable of the series, −1 to 1 between the ends.</summary>
    /// <param name="wavelength">Angstrom.</param>
    public double Reduced(double wavelength) => ((wavelength - WaveMin) * (2 / (WaveMax - WaveMin))) - 1;

    /// <summary>x of a fiber at a wavelength, pixels.</summary>
    /// <param name="fiber">Row of the tables.</param>
    /// <param name="wavelength">Angstrom.</param>
    public double XAt(int fiber, double wavelength) => LegendreSeries.Value(X[fiber], Reduced(wavelength));

    /// <summary>y of a fiber at a wavelength, pixels.</summary>
    /// <param name="fiber">Row of the tables.</param>
    /// <param name="wavelength">Angstrom.</param>
    public double YAt(int fiber, double wavelength) => LegendreSeries.Value(Y[fiber], Reduced(wavelength));
}
