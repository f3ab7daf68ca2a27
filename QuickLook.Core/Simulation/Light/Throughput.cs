using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Light;

/// <summary>What becomes of light on its way from the top of the atmosphere to electrons of the full-size instrument.</summary>
internal static class Throughput
{
    private const double MirrorArea = 9.0e4;
    private const double PlanckTimesLightSpeed = 1.98645e-8;
    private const double FiberDiameterArcsec = 1.5;

    private static readonly (double Wavelength, double Efficiency)[] Blue =
    [
        (3500, 0.20),
        (3700, 0.30),
        (4000, 0.38),
        (4500, 0.42),
        (5200, 0.42),
        (5700, 0.38),
        (5850, 0.30),
        (6050, 0.10),
    ];
    private static readonly (double Wavelength, double Efficiency)[] Red =
    [
        (5550, 0.12),
        (5750, 0.28),
        (5950, 0.34),
        (6400, 0.36),
        (7200, 0.36),
        (7450, 0.33),
        (7600, 0.28),
        (7800, 0.14),
    ];
    private static readonly (double Wavelength, double Efficiency)[] NearInfrared =
    [
        (7350, 0.12),
        (7500, 0.24),
        (7700, 0.30),
        (8200, 0.34),
        (9000, 0.33),
        (9500, 0.30),
        (9900, 0.22),
    ];

    /// <summary>(electrons/s/Å) of a flux of 1e-17 erg/s/cm²/Å that enters the fiber at zenith.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="wavelength">Angstrom.</param>
    public static double ElectronRate(Arm arm, double wavelength) =>
        1e-17 * MirrorArea * wavelength / PlanckTimesLightSpeed * Efficiency(arm, wavelength);

    /// <summary>Electrons per photon on the mirror.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="wavelength">Angstrom.</param>
    public static double Efficiency(Arm arm, double wavelength) =>
        SmoothCurve.At(
            arm switch
            {
                Arm.B => Blue,
                Arm.R => Red,
                _ => NearInfrared,
            },
            wavelength
        );

    /// <summary>Extinction of the air, magnitudes per airmass.</summary>
    /// <param name="wavelength">Angstrom.</param>
    public static double Extinction(double wavelength) => 0.05 + (0.12 * Math.Pow(5000 / wavelength, 3.5));

    /// <summary>Part of a point source's light that falls into the fiber: a Gaussian image in a round hole.</summary>
    /// <param name="seeingArcsec">FWHM, above 0.</param>
    public static double PointSourceFraction(double seeingArcsec) => 1 - Math.Pow(2, -Math.Pow(FiberDiameterArcsec / seeingArcsec, 2));
}
