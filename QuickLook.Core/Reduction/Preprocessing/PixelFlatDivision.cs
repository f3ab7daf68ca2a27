using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Calibration;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>
/// Divides a trimmed image and its errors by the pixel flat and masks pixels that hardly respond (pipeline.md 3.2.1, optional
/// corrections).
/// </summary>
internal static class PixelFlatDivision
{
    /// <summary>A pixel with less response than this is left as it is.</summary>
    private const float LeastDivisor = 0.001f;

    private const float LowResponse = 0.1f;

    /// <summary>Divides.</summary>
    /// <param name="pixels">Electrons; changed.</param>
    /// <param name="inverseVariance">Inverse variance; changed.</param>
    /// <param name="mask">Mask; changed.</param>
    /// <param name="calibration">The record that names the pixel flat.</param>
    /// <returns>What is wrong; null when all is done.</returns>
    public static Failure? Apply(Plane<float> pixels, Plane<float> inverseVariance, Plane<ushort> mask, CalibrationRecord calibration)
    {
        if (!CalibrationImage.Read(calibration, "PIXFLAT", pixels.Height, pixels.Width).TryGet(out var flat, out var failure))
        {
            return failure;
        }

        using (flat)
        {
            for (var row = 0; row < pixels.Height; row++)
            {
                DivideRow(flat.Pixels.Row(row), pixels.Row(row), inverseVariance.Row(row), mask.Row(row));
            }

            return null;
        }
    }

    private static void DivideRow(ReadOnlySpan<float> flat, Span<float> pixels, Span<float> inverseVariance, Span<ushort> mask)
    {
        for (var i = 0; i < flat.Length; i++)
        {
            if (flat[i] > LeastDivisor)
            {
                pixels[i] /= flat[i];
                inverseVariance[i] *= flat[i] * flat[i];
            }

            if (!(flat[i] > 0))
            {
                mask[i] |= (ushort)CcdMask.PixelFlatZero;
            }
            else if (flat[i] < LowResponse)
            {
                mask[i] |= (ushort)CcdMask.PixelFlatLow;
            }
        }
    }
}
