namespace QuickLook.Core.Numerics;

/// <summary>Galactic coordinates (IAU 1958) in the equinox J2000, with the pole and the longitude of the celestial pole of the Hipparcos catalogue (ESA 1997, volume 1, section 1.5.3).</summary>
public static class Galactic
{
    private const double PoleRa = 192.85948;
    private const double PoleDec = 27.12825;
    private const double LongitudeOfCelestialPole = 122.93192;

    /// <summary>Equatorial coordinates of a place.</summary>
    /// <param name="longitudeDegrees">Galactic longitude, degrees.</param>
    /// <param name="latitudeDegrees">Galactic latitude, degrees, -90 to 90.</param>
    /// <returns>Right ascension 0 to below 360 and declination, degrees.</returns>
    public static (double RaDegrees, double DecDegrees) ToEquatorial(double longitudeDegrees, double latitudeDegrees)
    {
        var (sinB, cosB) = Math.SinCos(double.DegreesToRadians(latitudeDegrees));
        var (sinL, cosL) = Math.SinCos(double.DegreesToRadians(LongitudeOfCelestialPole - longitudeDegrees));
        var (sinPole, cosPole) = Math.SinCos(double.DegreesToRadians(PoleDec));
        var dec = Math.Asin(Math.Clamp((sinPole * sinB) + (cosPole * cosB * cosL), -1, 1));
        var east = Math.Atan2(cosB * sinL, (cosPole * sinB) - (sinPole * cosB * cosL));
        var ra = (double.RadiansToDegrees(east) + PoleRa) % 360;
        return (ra < 0 ? ra + 360 : ra, double.RadiansToDegrees(dec));
    }
}
