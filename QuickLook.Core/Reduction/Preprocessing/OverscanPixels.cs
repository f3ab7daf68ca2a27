namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>Raw overscan pixels on their way into statistics.</summary>
internal static class OverscanPixels
{
    /// <summary>Copies the pixels that are numbers.</summary>
    /// <param name="row">Raw pixels; NaN where BLANK.</param>
    /// <param name="target">At least as long.</param>
    /// <param name="level">Subtracted from each.</param>
    /// <returns>How many were copied.</returns>
    public static int CopyFinite(ReadOnlySpan<float> row, Span<double> target, double level = 0)
    {
        var count = 0;
        foreach (var pixel in row)
        {
            if (float.IsFinite(pixel))
            {
                target[count++] = pixel - level;
            }
        }

        return count;
    }
}
