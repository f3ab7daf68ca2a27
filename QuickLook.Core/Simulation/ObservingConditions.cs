namespace QuickLook.Core.Simulation;

/// <summary>What the sky does during an exposure.</summary>
public sealed record ObservingConditions
{
    /// <summary>An average moment: airmass 1.2, 1.1 arcsec, clear, the sky's usual brightness.</summary>
    public static ObservingConditions Usual { get; } = new();

    /// <summary>Airmass, at least 1.</summary>
    public double Airmass { get; init; } = 1.2;

    /// <summary>Seeing, arcsec FWHM, above 0.</summary>
    public double SeeingArcsec { get; init; } = 1.1;

    /// <summary>Fraction of star light that the air and the clouds let through, at most 1.</summary>
    public double Transparency { get; init; } = 1;

    /// <summary>Brightness of the sky's continuum in units of the usual one of the program.</summary>
    public double SkyContinuum { get; init; } = 1;

    /// <summary>Strength of the sky's emission lines in units of the usual one.</summary>
    public double SkyLines { get; init; } = 1;

    /// <summary>How far the traces moved since the calibration, across the dispersion, pixels.</summary>
    public double ShiftX { get; init; }

    /// <summary>How far the traces moved since the calibration, along the dispersion, pixels.</summary>
    public double ShiftY { get; init; }
}
