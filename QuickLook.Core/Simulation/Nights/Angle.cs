namespace QuickLook.Core.Simulation.Nights;

/// <summary>Trigonometry in degrees.</summary>
internal static class Angle
{
    public static double Sin(double degrees) => Math.Sin(double.DegreesToRadians(degrees));

    public static double Cos(double degrees) => Math.Cos(double.DegreesToRadians(degrees));

    /// <summary>The angle of a cosine, degrees; rounding may have carried the cosine a little beyond 1.</summary>
    public static double OfCosine(double cosine) => double.RadiansToDegrees(Math.Acos(Math.Clamp(cosine, -1, 1)));

    /// <summary>The angle of a sine, degrees, -90 to 90.</summary>
    public static double OfSine(double sine) => double.RadiansToDegrees(Math.Asin(Math.Clamp(sine, -1, 1)));

    /// <summary>The same direction, 0 to 360.</summary>
    public static double FullCircle(double degrees)
    {
        var rest = degrees % 360;
        return rest < 0 ? rest + 360 : rest;
    }

    /// <summary>The same direction, -180 to 180.</summary>
    public static double HalfCircle(double degrees)
    {
        var full = FullCircle(degrees);
        return full > 180 ? full - 360 : full;
    }
}
