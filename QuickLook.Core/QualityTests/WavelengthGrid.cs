namespace QuickLook.Core.QualityTests;

/// <summary>Looks places up in an ascending grid of wavelengths.</summary>
internal static class WavelengthGrid
{
    /// <summary>Index of the nearest point; of two equally near ones the lower.</summary>
    /// <param name="wavelength">At least one point, ascending.</param>
    /// <param name="target">Where.</param>
    public static int Nearest(ReadOnlySpan<double> wavelength, double target)
    {
        var found = wavelength.BinarySearch(target);
        if (found >= 0)
        {
            return found;
        }

        var above = Math.Min(~found, wavelength.Length - 1);
        var below = Math.Max(above - 1, 0);
        return target - wavelength[below] <= wavelength[above] - target ? below : above;
    }
}
