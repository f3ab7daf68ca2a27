using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>Changes the inverse variance of a section after corrections that change pixels or add noise.</summary>
internal static class ImageVariance
{
    /// <summary>Computes it anew: 1 / (max(electrons, 0) + read noise²), 0 where that is not positive or the pixel is bad.</summary>
    /// <param name="pixels">Electrons.</param>
    /// <param name="rowReadNoises">Read noise of each row of the section, electrons.</param>
    /// <param name="section">A section of the trimmed image.</param>
    /// <param name="inverseVariance">Overwritten.</param>
    /// <param name="mask">The mask; a pixel without a value keeps no weight.</param>
    public static void Recompute(
        Plane<float> pixels,
        double[] rowReadNoises,
        DetectorSection section,
        Plane<float> inverseVariance,
        Plane<ushort> mask
    )
    {
        for (var row = 0; row < section.Height; row++)
        {
            var noiseSquared = (float)(rowReadNoises[row] * rowReadNoises[row]);
            var electrons = pixels.Row(section.Row + row).Slice(section.Column, section.Width);
            var weights = inverseVariance.Row(section.Row + row).Slice(section.Column, section.Width);
            var bits = mask.Row(section.Row + row).Slice(section.Column, section.Width);
            for (var i = 0; i < electrons.Length; i++)
            {
                var variance = Math.Max(electrons[i], 0) + noiseSquared;
                var hasNoValue = weights[i] == 0 && (bits[i] & (ushort)CcdMask.Bad) != 0;
                weights[i] = variance > 0 && !hasNoValue ? 1 / variance : 0;
            }
        }
    }

    /// <summary>Adds variance; pixels without weight keep none.</summary>
    /// <param name="inverseVariance">Changed.</param>
    /// <param name="section">A section of the trimmed image.</param>
    /// <param name="variance">Electrons².</param>
    public static void Add(Plane<float> inverseVariance, DetectorSection section, double variance)
    {
        var added = (float)variance;
        for (var row = section.Row; row < section.EndRow; row++)
        {
            foreach (ref var weight in inverseVariance.Row(row).Slice(section.Column, section.Width))
            {
                weight = weight > 0 ? 1 / ((1 / weight) + added) : 0;
            }
        }
    }
}
