namespace QuickLook.Core.Formats.Spectra;

/// <summary>
/// The average flux calibration of a camera (pipeline.md 1.3): electrons per Angstrom and second for a flux of 1e-17 erg/s/cm²/Å, by wavelength,
/// with terms for airmass and seeing. All arrays have the length of <see cref="Wavelength"/>.
/// </summary>
public sealed record FluxCalibration
{
    /// <summary>Vacuum wavelengths, Angstrom, ascending.</summary>
    public required double[] Wavelength { get; init; }

    /// <summary>(electrons/Å/s) / (1e-17 erg/s/cm²/Å).</summary>
    public required double[] Average { get; init; }

    /// <summary>Magnitudes per unit of airmass.</summary>
    public required double[] AirmassTerm { get; init; }

    /// <summary>Airmass at which <see cref="Average"/> holds (PAIRMASS).</summary>
    public required double PivotAirmass { get; init; }

    /// <summary>Magnitudes per arcsecond of seeing.</summary>
    public required double[] SeeingTerm { get; init; }

    /// <summary>Seeing at which <see cref="Average"/> holds, FWHM in arcseconds (PSEEING).</summary>
    public required double PivotSeeing { get; init; }
}
