using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Targets;

/// <summary>A kind of target: how bright, which colour, how much of its light falls into a fiber.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Share">Part of a petal's fibers.</param>
/// <param name="Bright">Magnitude r of the brightest.</param>
/// <param name="Faint">Magnitude r of the faintest.</param>
/// <param name="Blue">Colour g − r.</param>
/// <param name="Red">Colour r − z.</param>
/// <param name="Fraction">Light in the fiber, in units of a point source's.</param>
/// <param name="Bits">DESI_TARGET.</param>
/// <param name="Shape">MORPHTYPE.</param>
internal sealed record TargetPopulation(
    TargetKind Kind,
    double Share,
    double Bright,
    double Faint,
    double Blue,
    double Red,
    double Fraction,
    long Bits,
    string Shape
)
{
    /// <summary>What a broken fiber is pointed at.</summary>
    public static readonly TargetPopulation Nothing = new(TargetKind.None, 0, 0, 0, 0, 0, 0, 0, "");

    private static readonly TargetPopulation Sky = new(TargetKind.Sky, 0.10, 0, 0, 0, 0, 0, TargetBits.Sky, "");
    private static readonly TargetPopulation Star = new(TargetKind.Star, 0.05, 17, 19, 0.4, 0.15, 1, TargetBits.StandardFaint, "PSF");
    private static readonly TargetPopulation Elg = new(TargetKind.Elg, 0.45, 21, 23.2, 0.3, 0.7, 0.75, TargetBits.Elg, "EXP");
    private static readonly TargetPopulation Lrg = new(TargetKind.Lrg, 0.25, 20, 22.2, 1.6, 1.4, 0.65, TargetBits.Lrg, "DEV");
    private static readonly TargetPopulation Qso = new(TargetKind.Qso, 0.15, 19.5, 22.7, 0.25, 0.3, 1, TargetBits.Qso, "PSF");
    private static readonly TargetPopulation Bgs = new(TargetKind.Bgs, 0.55, 17, 19.8, 0.8, 0.6, 0.3, TargetBits.BrightGalaxy, "SER");
    private static readonly TargetPopulation Mws = new(TargetKind.Mws, 0.30, 16.5, 19, 0.6, 0.35, 1, TargetBits.MilkyWay, "PSF");
    private static readonly TargetPopulation BrightStar = Star with { Bright = 16.5, Faint = 18.5, Bits = TargetBits.StandardBright };

    /// <summary>The kinds of a program, of which the first fills what the shares of the others leave.</summary>
    /// <param name="program">Gray and bright have their own; all others are dark.</param>
    public static IReadOnlyList<TargetPopulation> Of(ObservingProgram program) =>
        program == ObservingProgram.Gray ? [Elg, Sky, Star]
        : program == ObservingProgram.Bright ? [Bgs, Sky, BrightStar, Mws]
        : [Elg, Sky, Star, Lrg, Qso];
}
