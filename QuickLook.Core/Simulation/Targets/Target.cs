using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Light;

namespace QuickLook.Core.Simulation.Targets;

/// <summary>What a fiber is pointed at.</summary>
/// <param name="Fiber">The fiber.</param>
/// <param name="Population">What kind of target.</param>
/// <param name="Ra">Right ascension, degrees.</param>
/// <param name="Dec">Declination, degrees.</param>
/// <param name="MagnitudeG">AB magnitude in g; of blank sky meaningless.</param>
/// <param name="MagnitudeR">AB magnitude in r.</param>
/// <param name="MagnitudeZ">AB magnitude in z.</param>
internal sealed record Target(
    FiberId Fiber,
    TargetPopulation Population,
    double Ra,
    double Dec,
    double MagnitudeG,
    double MagnitudeR,
    double MagnitudeZ
)
{
    // Where the three magnitudes are taken: about the middle of the bands.
    private const double WaveG = 4810;
    private const double WaveR = 6430;
    private const double WaveZ = 9160;

    /// <summary>True on blank sky.</summary>
    public bool IsSky => Population.Kind == TargetKind.Sky;

    /// <summary>True when it sends light.</summary>
    public bool IsBright => Population.Fraction > 0;

    /// <summary>
    /// The spectrum above the atmosphere: the parabola in logarithmic wavelength and magnitude that has the three magnitudes.
    /// </summary>
    /// <param name="wavelength">Angstrom.</param>
    /// <returns>1e-17 erg/s/cm²/Å.</returns>
    public double Flux(double wavelength)
    {
        var (g, r, z) = (Math.Log(WaveG), Math.Log(WaveR), Math.Log(WaveZ));
        var at = Math.Log(wavelength);
        var magnitude =
            (MagnitudeG * (at - r) * (at - z) / ((g - r) * (g - z)))
            + (MagnitudeR * (at - g) * (at - z) / ((r - g) * (r - z)))
            + (MagnitudeZ * (at - g) * (at - r) / ((z - g) * (z - r)));
        return Photometry.Flux(magnitude, wavelength);
    }
}
