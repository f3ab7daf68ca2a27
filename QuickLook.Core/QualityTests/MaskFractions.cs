using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// What part of each amplifier's pixels is saturated (<c>SATFRAC_AMP</c>) and hit by cosmic rays (<c>COSMICFRAC_AMP</c>), 0 to 1, A to
/// D; null where an amplifier was not read out.
/// </summary>
internal static class MaskFractions
{
    private static readonly Vector<ushort> SaturatedBit = new((ushort)CcdMask.Saturated);
    private static readonly Vector<ushort> CosmicBit = new((ushort)CcdMask.Cosmic);

    /// <summary>Adds both metrics.</summary>
    /// <param name="metrics">Metrics of a test, changed in place.</param>
    /// <param name="image">The image.</param>
    public static void AddTo(JsonObject metrics, CcdImage image)
    {
        var fractions = image.Amplifiers.ToDictionary(readout => readout, readout => Of(image.Mask, readout.Amplifier.Ccd));
        metrics["SATFRAC_AMP"] = PerAmplifier.Numbers(image, readout => fractions[readout].Saturated);
        metrics["COSMICFRAC_AMP"] = PerAmplifier.Numbers(image, readout => fractions[readout].Cosmic);
    }

    private static (double Saturated, double Cosmic) Of(Plane<ushort> mask, DetectorSection section)
    {
        var (saturated, cosmic) = (0L, 0L);
        for (var row = section.Row; row < section.EndRow; row++)
        {
            var (more, moreCosmic) = Count(mask.Row(row).Slice(section.Column, section.Width));
            saturated += more;
            cosmic += moreCosmic;
        }

        var pixels = (double)((long)section.Height * section.Width);
        return (saturated / pixels, cosmic / pixels);
    }

    private static (int Saturated, int Cosmic) Count(ReadOnlySpan<ushort> mask)
    {
        var vectors = MemoryMarshal.Cast<ushort, Vector<ushort>>(mask);
        var (saturated, cosmic) = (0, 0);
        foreach (var vector in vectors)
        {
            // Nearly all pixels are good.
            if (vector != Vector<ushort>.Zero)
            {
                saturated += Vector.CountWhereAllBitsSet(Vector.Equals(vector & SaturatedBit, SaturatedBit));
                cosmic += Vector.CountWhereAllBitsSet(Vector.Equals(vector & CosmicBit, CosmicBit));
            }
        }

        foreach (var value in mask[(vectors.Length * Vector<ushort>.Count)..])
        {
            saturated += (value & (ushort)CcdMask.Saturated) != 0 ? 1 : 0;
            cosmic += (value & (ushort)CcdMask.Cosmic) != 0 ? 1 : 0;
        }

        return (saturated, cosmic);
    }
}
