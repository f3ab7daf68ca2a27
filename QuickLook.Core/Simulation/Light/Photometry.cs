namespace QuickLook.Core.Simulation.Light;

/// <summary>Magnitudes (AB) and fluxes.</summary>
internal static class Photometry
{
    /// <summary>Magnitude of one nanomaggie.</summary>
    private const double NanomaggieMagnitude = 22.5;

    // 3631 Jy in erg/s/cm2/Hz times the speed of light in Angstrom/s, in units of 1e-17.
    private const double ZeroPoint = 3.631e-20 * 2.99792458e18 * 1e17;

    /// <summary>Flux in 1e-17 erg/s/cm²/Å of a magnitude.</summary>
    /// <param name="magnitude">AB magnitude.</param>
    /// <param name="wavelength">Angstrom.</param>
    public static double Flux(double magnitude, double wavelength) =>
        ZeroPoint / (wavelength * wavelength) * Math.Pow(10, -0.4 * magnitude);

    /// <summary>Nanomaggies of a magnitude.</summary>
    /// <param name="magnitude">AB magnitude.</param>
    public static double Nanomaggies(double magnitude) => Math.Pow(10, 0.4 * (NanomaggieMagnitude - magnitude));
}
