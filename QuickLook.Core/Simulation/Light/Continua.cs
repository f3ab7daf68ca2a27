using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Light;

/// <summary>Continuous light that all fibers see: sky, moonlight, the flat-field lamp.</summary>
internal static class Continua
{
    private const double RippleDepth = 0.04;
    private const double RippleAngstrom = 60;

    private static readonly (double Wavelength, double Value)[] DarkSky =
    [
        (3500, 2.0),
        (4000, 3.1),
        (4250, 2.85),
        (4600, 2.5),
        (5400, 2.15),
        (6000, 2.1),
        (7100, 1.85),
        (8200, 1.65),
        (9200, 1.6),
        (9900, 1.7),
    ];
    private static readonly (double Wavelength, double Value)[] Lamp =
    [
        (3500, 14),
        (3800, 22),
        (4200, 28),
        (4450, 24),
        (4700, 30),
        (5300, 27),
        (5700, 29),
        (6050, 25),
        (6350, 29),
        (6900, 25),
        (7300, 29),
        (7800, 25),
        (8300, 29),
        (8800, 25),
        (9200, 28),
        (9900, 24),
    ];

    /// <summary>Dark sky that a fiber sees, 1e-17 erg/s/cm²/Å.</summary>
    /// <param name="wavelength">Angstrom.</param>
    public static double Sky(double wavelength) => SmoothCurve.At(DarkSky, wavelength);

    /// <summary>Scattered moonlight that a fiber sees, as bright as the dark sky at 5500 Å, 1e-17 erg/s/cm²/Å.</summary>
    /// <param name="wavelength">Angstrom.</param>
    public static double Moonlight(double wavelength) => Sky(5500) * Math.Pow(5500 / wavelength, 1.3);

    /// <summary>
    /// The faint continuum of arc lamps, electrons/s/Å of the full-size instrument: without it the fibers would not be seen between the lines.
    /// </summary>
    public const double ArcLamp = 0.6;

    /// <summary>The lamp, electrons/s/Å of the full-size instrument: blends of broad bands with the ripple of its
    /// window, without which nothing would tell where a wavelength falls, cut off where the dichroics send the light to the other arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="wavelength">Angstrom.</param>
    public static double FlatLamp(Arm arm, double wavelength) =>
        SmoothCurve.At(Lamp, wavelength)
        * (1 + (RippleDepth * Math.Sin(2 * Math.PI * wavelength / RippleAngstrom)))
        * Math.Min(1, Throughput.Efficiency(arm, wavelength) / 0.3);
}
