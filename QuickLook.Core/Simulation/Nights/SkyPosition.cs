namespace QuickLook.Core.Simulation.Nights;

/// <summary>A place on the sky.</summary>
/// <param name="RaDegrees">Right ascension, 0 to 360.</param>
/// <param name="DecDegrees">Declination, -90 to 90.</param>
public readonly record struct SkyPosition(double RaDegrees, double DecDegrees)
{
    private static readonly SkyPosition NorthGalacticPole = new(192.859, 27.128);

    /// <summary>Galactic latitude, degrees (IAU 1958 pole in J2000 coordinates).</summary>
    public double GalacticLatitudeDegrees => 90 - SeparationDegrees(NorthGalacticPole);

    /// <summary>Angle to another place, degrees, 0 to 180.</summary>
    /// <param name="other">The other place.</param>
    public double SeparationDegrees(SkyPosition other)
    {
        var cosine =
            (Angle.Sin(DecDegrees) * Angle.Sin(other.DecDegrees))
            + (Angle.Cos(DecDegrees) * Angle.Cos(other.DecDegrees) * Angle.Cos(RaDegrees - other.RaDegrees));
        return Angle.OfCosine(cosine);
    }
}
