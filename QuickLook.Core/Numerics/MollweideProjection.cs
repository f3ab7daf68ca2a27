namespace QuickLook.Core.Numerics;

/// <summary>
/// The whole sphere as an ellipse twice as wide as high, in which equal areas of the sphere have equal areas (Mollweide's projection; Snyder 1987, USGS
/// Professional Paper 1395, page 251). Parallels are straight lines. Places are in units of the sphere's radius: across from -2 sqrt(2) to 2 sqrt(2),
/// upwards from -sqrt(2) to sqrt(2). Thread-safe.
/// </summary>
/// <param name="centreDegrees">The longitude in the middle, degrees.</param>
public readonly struct MollweideProjection(double centreDegrees)
{
    private const int MostSteps = 60;

    /// <summary>Half of the width of the map.</summary>
    public static double HalfWidth { get; } = 2 * Math.Sqrt(2);

    /// <summary>Half of the height of the map.</summary>
    public static double HalfHeight { get; } = Math.Sqrt(2);

    /// <summary>The longitude in the middle, degrees.</summary>
    public double CentreDegrees => centreDegrees;

    /// <summary>How far a longitude lies from the middle.</summary>
    /// <param name="longitudeDegrees">Any finite longitude, degrees.</param>
    /// <returns>Degrees above -180, up to 180: the edge itself is the right one.</returns>
    public double OffsetDegrees(double longitudeDegrees)
    {
        var offset = (longitudeDegrees - centreDegrees) % 360;
        return offset <= -180 ? offset + 360
            : offset > 180 ? offset - 360
            : offset;
    }

    /// <summary>Where a point of the sphere lies.</summary>
    /// <param name="longitudeDegrees">Longitude, degrees, any turn.</param>
    /// <param name="latitudeDegrees">Latitude, degrees, -90 to 90.</param>
    /// <returns>Across (growing with longitude) and upwards; NaN for what is no place.</returns>
    public (double X, double Y) Project(double longitudeDegrees, double latitudeDegrees) =>
        double.IsFinite(longitudeDegrees) && latitudeDegrees is >= -90 and <= 90
            ? At(OffsetDegrees(longitudeDegrees), latitudeDegrees)
            : (double.NaN, double.NaN);

    /// <summary>Where a point lies that is so far from the middle; both edges can be reached, as -180 and 180.</summary>
    /// <param name="offsetDegrees">Degrees from the middle, -180 to 180.</param>
    /// <param name="latitudeDegrees">Latitude, degrees, -90 to 90.</param>
    public static (double X, double Y) At(double offsetDegrees, double latitudeDegrees)
    {
        var (sine, cosine) = Math.SinCos(Auxiliary(double.DegreesToRadians(latitudeDegrees)));
        return (HalfWidth * offsetDegrees / 180 * cosine, HalfHeight * sine);
    }

    // Solves 2 t + sin 2t = pi sin(latitude). Newton's steps become small near the poles, where the slope vanishes; the curve is steep enough there
    // that a bisection keeps what they would lose.
    private static double Auxiliary(double latitude)
    {
        var wanted = Math.PI * Math.Sin(latitude);
        var (low, high) = (-Math.PI, Math.PI);
        var doubled = Math.Clamp(2 * latitude, low, high);
        for (var step = 0; step < MostSteps; step++)
        {
            var excess = doubled + Math.Sin(doubled) - wanted;
            if (excess == 0)
            {
                break;
            }

            (low, high) = excess > 0 ? (low, doubled) : (doubled, high);
            var slope = 1 + Math.Cos(doubled);
            var next = slope > 1e-12 ? doubled - (excess / slope) : double.NaN;
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - doubled) < 1e-15)
            {
                break;
            }

            doubled = next;
        }

        return doubled / 2;
    }
}
