using System.Text.Json.Nodes;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// What part of each amplifier's pixels is saturated (<c>SATFRAC_AMP</c>) and hit by cosmic rays (<c>COSMICFRAC_AMP</c>), 0 to 1, A to
/// D; null where an amplifier was not read out.
/// </summary>
internal static class MaskFractions
{
    /// <summary>Adds both metrics.</summary>
    /// <param name="metrics">Metrics of a test, changed in place.</param>
    /// <param name="image">The image.</param>
    public static void AddTo(JsonObject metrics, CcdImage image)
    {
        metrics["SATFRAC_AMP"] = PerAmplifier.Numbers(image, amplifier => Of(image, amplifier, CcdMask.Saturated));
        metrics["COSMICFRAC_AMP"] = PerAmplifier.Numbers(image, amplifier => Of(image, amplifier, CcdMask.Cosmic));
    }

    private static double Of(CcdImage image, AmplifierReadout amplifier, CcdMask bit)
    {
        var section = amplifier.Amplifier.Ccd;
        long count = 0;
        for (var row = section.Row; row < section.EndRow; row++)
        {
            count += Count(image.Mask.Row(row).Slice(section.Column, section.Width), (ushort)bit);
        }

        return (double)count / ((long)section.Height * section.Width);
    }

    private static int Count(ReadOnlySpan<ushort> mask, ushort bits)
    {
        // Nearly all pixels are good; a row without any mark is known at once.
        if (!mask.ContainsAnyExcept((ushort)0))
        {
            return 0;
        }

        var count = 0;
        foreach (var value in mask)
        {
            count += (value & bits) != 0 ? 1 : 0;
        }

        return count;
    }
}
