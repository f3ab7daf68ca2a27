namespace QuickLook.Core.Simulation.Light;

/// <summary>A curve through a few points, smooth in between: each piece is half a cosine wave, so that no wavelength has an edge.</summary>
internal static class SmoothCurve
{
    /// <summary>The curve's value.</summary>
    /// <param name="points">Wavelengths, ascending, and values; at least one.</param>
    /// <param name="wavelength">Where; beyond the ends the last value holds.</param>
    public static double At(ReadOnlySpan<(double Wavelength, double Value)> points, double wavelength)
    {
        if (wavelength <= points[0].Wavelength)
        {
            return points[0].Value;
        }

        for (var i = 1; i < points.Length; i++)
        {
            if (wavelength < points[i].Wavelength)
            {
                var (left, right) = (points[i - 1], points[i]);
                var way = (wavelength - left.Wavelength) / (right.Wavelength - left.Wavelength);
                return left.Value + ((right.Value - left.Value) * (1 - Math.Cos(Math.PI * way)) / 2);
            }
        }

        return points[^1].Value;
    }
}
