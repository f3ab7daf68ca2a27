namespace QuickLook.Core.Simulation.Nights;

/// <summary>How the air and the instrument change during a night: seeing, transparency, air glow and flexure, each a slow walk.</summary>
internal sealed class NightWeather
{
    private const double UsualSeeing = 1.1;

    private readonly SlowWalk seeing;
    private readonly SlowWalk transparency;
    private readonly SlowWalk glow;
    private readonly SlowWalk flexureX;
    private readonly SlowWalk flexureY;
    private DateTimeOffset now;

    public NightWeather(DateTimeOffset start, NightDraw draw)
    {
        now = start;
        seeing = new SlowWalk(1.5, draw);
        transparency = new SlowWalk(2, draw);
        glow = new SlowWalk(1, draw);
        flexureX = new SlowWalk(3, draw);
        flexureY = new SlowWalk(3, draw);
    }

    /// <summary>Seeing in the zenith, arcsec FWHM: 0.7 to 1.7.</summary>
    public double SeeingArcsec => UsualSeeing * Math.Exp(0.16 * seeing.Value);

    /// <summary>Fraction of light that comes through in the zenith: 0.85 to 1.</summary>
    public double Transparency => Math.Min(1, 0.95 + (0.035 * transparency.Value));

    /// <summary>Factor of the air glow's lines and, weaker, of its continuum: 0.87 to 1.13.</summary>
    public double Glow => 1 + (0.05 * glow.Value);

    /// <summary>Movement of the traces across the dispersion, pixels: up to 0.05, a quarter of what is normal.</summary>
    public double ShiftX => 0.02 * flexureX.Value;

    /// <summary>Movement of the traces along the dispersion, pixels: up to 0.05.</summary>
    public double ShiftY => 0.02 * flexureY.Value;

    /// <summary>Goes on to an instant.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        var elapsed = instant - now;
        now = instant;
        foreach (var walk in new[] { seeing, transparency, glow, flexureX, flexureY })
        {
            walk.Advance(elapsed);
        }
    }
}
