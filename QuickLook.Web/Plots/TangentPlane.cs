namespace QuickLook.Web.Plots;

/// <summary>
/// The sky around a point as a plane that touches it there (gnomonic projection), so that a degree is as long to the east as to the north, at any declination and
/// across right ascension 0. Offsets grow to the east and to the north, in degrees.
/// </summary>
/// <param name="Ra">Right ascension of the centre, degrees.</param>
/// <param name="Dec">Declination of the centre, degrees.</param>
internal readonly record struct TangentPlane(double Ra, double Dec)
{
    /// <summary>The plane at the middle of some points.</summary>
    /// <param name="points">Right ascension and declination, degrees.</param>
    public static TangentPlane At(IEnumerable<(double Ra, double Dec)> points)
    {
        double x = 0;
        double y = 0;
        double z = 0;
        foreach (var (ra, dec) in points)
        {
            var (sinRa, cosRa) = Math.SinCos(double.DegreesToRadians(ra));
            var (sinDec, cosDec) = Math.SinCos(double.DegreesToRadians(dec));
            x += cosDec * cosRa;
            y += cosDec * sinRa;
            z += sinDec;
        }

        var middle = double.RadiansToDegrees(Math.Atan2(y, x));
        return new TangentPlane(middle < 0 ? middle + 360 : middle, double.RadiansToDegrees(Math.Atan2(z, Math.Sqrt((x * x) + (y * y)))));
    }

    /// <summary>Offsets of a point; NaN for one that is a quarter of the sky away.</summary>
    /// <param name="ra">Right ascension, degrees.</param>
    /// <param name="dec">Declination, degrees.</param>
    public (double East, double North) Project(double ra, double dec)
    {
        var (sinRa, cosRa) = Math.SinCos(double.DegreesToRadians(ra - Ra));
        var (sinDec, cosDec) = Math.SinCos(double.DegreesToRadians(dec));
        var (sinMiddle, cosMiddle) = Math.SinCos(double.DegreesToRadians(Dec));
        var depth = (sinMiddle * sinDec) + (cosMiddle * cosDec * cosRa);
        return depth <= 0
            ? (double.NaN, double.NaN)
            : (
                double.RadiansToDegrees(cosDec * sinRa / depth),
                double.RadiansToDegrees(((cosMiddle * sinDec) - (sinMiddle * cosDec * cosRa)) / depth)
            );
    }
}
