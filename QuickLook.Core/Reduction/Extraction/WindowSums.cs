using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
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

    private static readonly Vector256<double> LastOne = Vector256.Create(0L, 0, 0, -1).AsDouble();
    private static readonly Vector256<double> LastThree = Vector256.Create(0L, -1, -1, -1).AsDouble();

    /// <summary>Fills flux and inverse variance; 0 where a pixel of the window is masked, has no variance or lies outside the CCD.</summary>
    /// <param name="image">The image.</param>
    /// <param name="windows">First column of each window, <c>[fiber, row]</c>; below 0 where there is none.</param>
    /// <param name="fullWidth">Pixels of a window.</param>
    /// <param name="spectra">Has its wavelengths already.</param>
    public static void Fill(CcdImage image, Plane<int> windows, int fullWidth, FiberSpectra spectra)
    {
        var width = image.Width;
        var rented = ArrayPool<double>.Shared.Rent(2 * RowsTogether * width);
        for (var first = 0; first < image.Height; first += RowsTogether)
        {
            var rows = Math.Min(RowsTogether, image.Height - first);
            var light = rented.AsSpan(0, rows * width);
            var variances = rented.AsSpan(rows * width, rows * width);
            TensorPrimitives.ConvertTruncating<float, double>(image.Pixels.Span.Slice(first * width, rows * width), light);
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
                    flux[row] = 0;
                    inverseVariance[row] = 0;
                    if (begins[row] < 0)
                    {
                        continue;
                    }

                    var begin = (row * width) + begins[row];
                    var sum = Sum(light.Slice(begin, fullWidth));
                    var variance = Sum(variances.Slice(begin, fullWidth));
                    var binWidth = BinWidth(wavelength, first + row);
                    if (double.IsFinite(sum) && double.IsFinite(variance) && variance > 0 && binWidth > 0)
                    {
                        flux[row] = (float)(sum / binWidth);
                        inverseVariance[row] = (float)(binWidth * binWidth / variance);
                    }
                }
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>The sum of a few values: four at a time, the last four without those that were counted before.</summary>
    private static double Sum(ReadOnlySpan<double> values)
    {
        if (values.Length < Vector256<double>.Count)
        {
            return values.Length == 1 ? values[0] : values[0] + values[1] + values[2];
        }

        var sum = Vector256.Create(values);
        var i = Vector256<double>.Count;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            sum += Vector256.Create(values[i..]);
        }

        var last = Vector256.Create(values[^Vector256<double>.Count..]);
        return Vector256.Sum(sum + (last & (values.Length - i == 1 ? LastOne : LastThree)));
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
