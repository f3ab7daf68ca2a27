using System.Numerics;
using System.Runtime.InteropServices;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Turns the raw data of one amplifier into electrons, inverse variance and saturation bits, in one pass over memory. The variance is
/// max(electrons, 0) + read noise², which is biased on purpose; where it is not positive there is no weight (pipeline.md 3.2.1, step 5).
/// </summary>
internal static class AmplifierConversion
{
    /// <summary>Converts all rows.</summary>
    /// <param name="raw">The raw image, ADU.</param>
    /// <param name="readout">The amplifier with its gain, saturation level and sections.</param>
    /// <param name="levels">Bias level of each row, ADU.</param>
    /// <param name="noises">Read noise of each row, electrons.</param>
    /// <param name="pixels">The trimmed image; receives electrons.</param>
    /// <param name="inverseVariance">Of the same size; receives 1 / electrons².</param>
    /// <param name="mask">Of the same size; receives saturation.</param>
    public static void Convert(
        Plane<float> raw,
        AmplifierReadout readout,
        double[] levels,
        double[] noises,
        Plane<float> pixels,
        Plane<float> inverseVariance,
        Plane<ushort> mask
    )
    {
        var (data, ccd) = (readout.Amplifier.Data, readout.Amplifier.Ccd);
        for (var row = 0; row < data.Height; row++)
        {
            ConvertRow(
                raw.Row(data.Row + row).Slice(data.Column, data.Width),
                new RowScale(levels[row], readout.Gain, noises[row], readout.SaturationLevel),
                pixels.Row(ccd.Row + row).Slice(ccd.Column, ccd.Width),
                inverseVariance.Row(ccd.Row + row).Slice(ccd.Column, ccd.Width),
                mask.Row(ccd.Row + row).Slice(ccd.Column, ccd.Width)
            );
        }
    }

    private static void ConvertRow(
        ReadOnlySpan<float> raw,
        RowScale scale,
        Span<float> pixels,
        Span<float> inverseVariance,
        Span<ushort> mask
    )
    {
        var rawVectors = MemoryMarshal.Cast<float, Vector<float>>(raw);
        var pixelVectors = MemoryMarshal.Cast<float, Vector<float>>(pixels);
        var varianceVectors = MemoryMarshal.Cast<float, Vector<float>>(inverseVariance);
        var wholeLevel = new Vector<float>(scale.WholeLevel);
        var restOfLevel = new Vector<float>(scale.RestOfLevel);
        var gain = new Vector<float>(scale.Gain);
        var noiseSquared = new Vector<float>(scale.NoiseSquared);
        var saturation = new Vector<float>(scale.Saturation);
        for (var i = 0; i < rawVectors.Length; i++)
        {
            var adu = rawVectors[i];
            if (Vector.GreaterThanOrEqualAny(adu, saturation) || !Vector.EqualsAll(adu, adu))
            {
                var start = i * Vector<float>.Count;
                ConvertCarefully(raw, scale, pixels, inverseVariance, mask, start, start + Vector<float>.Count);
                continue;
            }

            var electrons = (adu - wholeLevel - restOfLevel) * gain;
            var variance = Vector.Max(electrons, Vector<float>.Zero) + noiseSquared;
            pixelVectors[i] = electrons;
            varianceVectors[i] = Vector.ConditionalSelect(
                Vector.GreaterThan(variance, Vector<float>.Zero),
                Vector<float>.One / variance,
                Vector<float>.Zero
            );
        }

        ConvertCarefully(raw, scale, pixels, inverseVariance, mask, rawVectors.Length * Vector<float>.Count, raw.Length);
    }

    /// <summary>The same pixel by pixel, with what needs the mask: saturated pixels, and BLANK ones, which get no value and no weight.</summary>
    private static void ConvertCarefully(
        ReadOnlySpan<float> raw,
        RowScale scale,
        Span<float> pixels,
        Span<float> inverseVariance,
        Span<ushort> mask,
        int start,
        int end
    )
    {
        for (var i = start; i < end; i++)
        {
            var electrons = (raw[i] - scale.WholeLevel - scale.RestOfLevel) * scale.Gain;
            if (!float.IsFinite(electrons))
            {
                pixels[i] = 0;
                inverseVariance[i] = 0;
                mask[i] |= (ushort)CcdMask.Bad;
                continue;
            }

            var variance = Math.Max(electrons, 0) + scale.NoiseSquared;
            pixels[i] = electrons;
            inverseVariance[i] = variance > 0 ? 1 / variance : 0;
            if (raw[i] >= scale.Saturation)
            {
                mask[i] |= (ushort)CcdMask.Saturated;
            }
        }
    }

    /// <summary>
    /// The numbers of one row in single precision. The level is split into a whole number, which is subtracted without loss from a raw
    /// integer, and a rest below 1: a level of 1800 ADU alone would cost 1e-4 ADU.
    /// </summary>
    private readonly record struct RowScale
    {
        public RowScale(double level, double gain, double noise, double saturation)
        {
            WholeLevel = (float)Math.Round(level);
            RestOfLevel = (float)(level - Math.Round(level));
            Gain = (float)gain;
            NoiseSquared = (float)(noise * noise);
            Saturation = (float)saturation;
        }

        public float WholeLevel { get; }

        public float RestOfLevel { get; }

        public float Gain { get; }

        public float NoiseSquared { get; }

        public float Saturation { get; }
    }
}
