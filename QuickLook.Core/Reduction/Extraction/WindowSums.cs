using System.Buffers;
using System.Numerics;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.Reduction.Extraction;

/// <summary>
/// The sums of <see cref="BoxcarExtraction"/>. All fibers are taken a few rows at a time, as the pixels lie in memory: along one fiber every row would
/// be a cache line of its own, three times over.
/// </summary>
internal static class WindowSums
{
    /// <summary>Rows whose pixels and variances stay in the cache of a core while all fibers look at them.</summary>
    private const int RowsTogether = 8;

    /// <summary>Fills flux and inverse variance; 0 where a pixel of the window is masked, has no variance or lies outside the CCD.</summary>
    /// <param name="image">The image.</param>
    /// <param name="windows">First column of each window, <c>[fiber, row]</c>; below 0 where there is none.</param>
    /// <param name="fullWidth">Pixels of a window.</param>
    /// <param name="spectra">Has its wavelengths already.</param>
    public static void Fill(CcdImage image, Plane<int> windows, int fullWidth, FiberSpectra spectra)
    {
        var width = image.Width;
        var rented = ArrayPool<double>.Shared.Rent(RowsTogether * width);
        for (var first = 0; first < image.Height; first += RowsTogether)
        {
            var rows = Math.Min(RowsTogether, image.Height - first);
            var pixels = image.Pixels.Span.Slice(first * width, rows * width);
            var variances = rented.AsSpan(0, rows * width);
            FillVariances(
                image.InverseVariance.Span.Slice(first * width, rows * width),
                image.Mask.Span.Slice(first * width, rows * width),
                variances
            );
            for (var fiber = 0; fiber < spectra.Count; fiber++)
            {
                var begins = windows.Row(fiber).Slice(first, rows);
                var wavelength = spectra.Wavelength.Row(fiber);
                var flux = spectra.Flux.Row(fiber).Slice(first, rows);
                var inverseVariance = spectra.InverseVariance.Row(fiber).Slice(first, rows);
                for (var row = 0; row < rows; row++)
                {
                    (flux[row], inverseVariance[row]) =
                        begins[row] < 0
                            ? default
                            : SumOf(
                                pixels.Slice((row * width) + begins[row], fullWidth),
                                variances.Slice((row * width) + begins[row], fullWidth),
                                BinWidth(wavelength, first + row)
                            );
                }
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static (float Flux, float InverseVariance) SumOf(ReadOnlySpan<float> pixels, ReadOnlySpan<double> variances, double binWidth)
    {
        double sum = 0;
        double variance = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            sum += pixels[i];
            variance += variances[i];
        }

        return double.IsFinite(sum) && double.IsFinite(variance) && variance > 0 && binWidth > 0
            ? ((float)(sum / binWidth), (float)(binWidth * binWidth / variance))
            : default;
    }

    /// <summary>Step of wavelength to the row; that to the first row goes on as the next two change.</summary>
    private static double BinWidth(ReadOnlySpan<double> wavelength, int row) =>
        row == 0 ? (2 * (wavelength[1] - wavelength[0])) - (wavelength[2] - wavelength[1]) : wavelength[row] - wavelength[row - 1];

    /// <summary>Variance of each pixel; infinite where it is masked or has no weight.</summary>
    private static void FillVariances(ReadOnlySpan<float> inverse, ReadOnlySpan<ushort> bits, Span<double> variances)
    {
        var i = 0;
        for (; i <= inverse.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(bits[i..]), out var low, out var high);
            Invert(inverse[i..], low, variances[i..]);
            Invert(inverse[(i + Vector<float>.Count)..], high, variances[(i + Vector<float>.Count)..]);
        }

        for (; i < inverse.Length; i++)
        {
            variances[i] = bits[i] == 0 && inverse[i] > 0 ? 1 / (double)inverse[i] : double.PositiveInfinity;
        }
    }

    private static void Invert(ReadOnlySpan<float> inverse, Vector<uint> bits, Span<double> variances)
    {
        var weight = new Vector<float>(inverse);
        var isGood = Vector.Equals(bits, Vector<uint>.Zero).As<uint, int>() & Vector.GreaterThan(weight, Vector<float>.Zero);
        Vector.Widen(Vector.ConditionalSelect(isGood, weight, Vector<float>.Zero), out var low, out var high);
        (Vector<double>.One / low).CopyTo(variances);
        (Vector<double>.One / high).CopyTo(variances[Vector<double>.Count..]);
    }
}
