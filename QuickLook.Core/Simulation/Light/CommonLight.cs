using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Light;

/// <summary>The light of a camera that does not depend on the fiber, tabulated by wavelength.</summary>
internal sealed class CommonLight
{
    private const double Step = 2;

    private readonly double begin;
    private readonly double[] continuum;
    private readonly double[] pointSource;

    /// <summary>The light of a camera.</summary>
    /// <param name="setup">The camera.</param>
    /// <param name="conditions">The sky.</param>
    public CommonLight(CameraSetup setup, ObservingConditions conditions)
    {
        var arm = setup.Camera.Arm;
        var optics = Optics.ArmOptics.Of(arm);
        begin = optics.WaveMin - 200;
        var count = (int)((optics.Range + 400) / Step) + 2;
        continuum = new double[count];
        pointSource = new double[count];
        var fraction = Throughput.PointSourceFraction(conditions.SeeingArcsec) * setup.Light.Targets;
        var arcContinuum = Continua.ArcLamp * setup.Light.ArcLamps.OrderBy(lamp => lamp.Key).Sum(lamp => lamp.Value);
        for (var i = 0; i < count; i++)
        {
            var wavelength = begin + (i * Step);
            var rate = Throughput.ElectronRate(arm, wavelength);
            continuum[i] =
                (rate * setup.Light.SkyContinuum * Continua.Sky(wavelength))
                + (rate * setup.Light.Moon * Continua.Moonlight(wavelength))
                + (setup.Light.FlatLamp * Continua.FlatLamp(arm, wavelength))
                + arcContinuum;
            pointSource[i] = rate * fraction * Math.Pow(10, -0.4 * Throughput.Extinction(wavelength) * conditions.Airmass);
        }

        Lines = LinesOf(arm, setup.Light);
    }

    /// <summary>Emission lines, electrons per second of a usual fiber.</summary>
    public IReadOnlyList<SpectralLine> Lines { get; }

    /// <summary>The continuum at a wavelength, of the full-size instrument.</summary>
    /// <param name="wavelength">Angstrom, within the arm.</param>
    /// <returns>Electrons/s/Å that come to every fiber, and electrons/s/Å of a point source of 1e-17 erg/s/cm²/Å.</returns>
    public (double Continuum, double PointSource) At(double wavelength)
    {
        var position = Math.Clamp((wavelength - begin) / Step, 0, continuum.Length - 1.001);
        var index = (int)position;
        var way = position - index;
        return (
            continuum[index] + (way * (continuum[index + 1] - continuum[index])),
            pointSource[index] + (way * (pointSource[index + 1] - pointSource[index]))
        );
    }

    private static List<SpectralLine> LinesOf(Arm arm, LightSetup light)
    {
        var lines = new List<SpectralLine>();
        foreach (var line in light.SkyLines > 0 ? SkyLineList.Of(arm) : [])
        {
            lines.Add(line with { Rate = line.Rate * light.SkyLines });
        }

        // In the order of the lamps, so that the sums of blended lines do not depend on how a dictionary is walked.
        foreach (var lamp in light.ArcLamps.Where(lamp => lamp.Value > 0).OrderBy(lamp => lamp.Key))
        {
            foreach (var line in ArcLineList.Of(lamp.Key))
            {
                lines.Add(line with { Rate = line.Rate * lamp.Value * Math.Min(1, Throughput.Efficiency(arm, line.Wavelength) / 0.3) });
            }
        }

        return lines;
    }
}
