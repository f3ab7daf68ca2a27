using System.Buffers;
using System.Numerics.Tensors;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// The median over both gradients of the table of wavelengths, from row to row and from fiber to fiber together: a quirk of the original that makes
/// the step of its grid a little smaller than a bin, and of no consequence but that shifts agree. Of a full-size camera that is the median of four
/// million numbers, which are not kept: a sample says between which two values it lies, and only those between are collected.
/// </summary>
internal static class MedianStep
{
    private const int SampledFibers = 32;
    private const int SampledBins = 128;

    /// <summary>Share of the sample on each side of its median that the bracket takes in.</summary>
    private const double Margin = 0.05;

    /// <summary>Finds the median.</summary>
    /// <param name="spectra">At least one spectrum of two bins.</param>
    public static double Of(FiberSpectra spectra)
    {
        var (low, high) = Bracket(spectra);
        return TryFind(spectra, low, high) ?? TryFind(spectra, double.NegativeInfinity, double.PositiveInfinity) ?? double.NaN;
    }

    private static (double Low, double High) Bracket(FiberSpectra spectra)
    {
        var steps = new double[spectra.Bins];
        var sample = new List<double>(4 * SampledFibers * SampledBins);
        var everyFiber = Math.Max(1, spectra.Count / SampledFibers);
        var everyBin = Math.Max(1, spectra.Bins / SampledBins);
        for (var fiber = 0; fiber < spectra.Count; fiber += everyFiber)
        {
            for (var direction = 0; direction < DirectionsOf(spectra); direction++)
            {
                Fill(spectra, fiber, direction, steps);
                for (var bin = 0; bin < steps.Length; bin += everyBin)
                {
                    sample.Add(steps[bin]);
                }
            }
        }

        sample.Sort();
        var reach = (int)(Margin * sample.Count) + 1;
        return (sample[Math.Max(0, (sample.Count / 2) - reach)], sample[Math.Min(sample.Count - 1, (sample.Count / 2) + reach)]);
    }

    /// <summary>The median, when the one or two values in the middle lie in the bracket; null when not.</summary>
    private static double? TryFind(FiberSpectra spectra, double low, double high)
    {
        var directions = DirectionsOf(spectra);
        var total = directions * spectra.Count * spectra.Bins;
        var steps = new double[spectra.Bins];
        var inside = ArrayPool<double>.Shared.Rent(double.IsInfinity(low) ? total : (int)(4 * Margin * total) + steps.Length);
        var below = 0;
        var count = 0;
        for (var k = 0; k < directions * spectra.Count && inside.Length - count >= steps.Length; k++)
        {
            Fill(spectra, k / directions, k % directions, steps);
            foreach (var step in steps)
            {
                inside[count] = step;
                count += step >= low && step <= high ? 1 : 0;
                below += step < low ? 1 : 0;
            }
        }

        // A bracket that held too much, or not the middle, is recognised by the counts.
        var (first, last) = (((total - 1) / 2) - below, (total / 2) - below);
        double? median = null;
        if (first >= 0 && last < count)
        {
            var upper = OrderStatistics.Select(inside.AsSpan(0, count), last);
            median = first == last ? upper : (upper + TensorPrimitives.Max<double>(inside.AsSpan(0, last))) / 2;
        }

        ArrayPool<double>.Shared.Return(inside);
        return median;
    }

    private static int DirectionsOf(FiberSpectra spectra) => spectra.Count < 2 ? 1 : 2;

    /// <summary>The gradient along a fiber, or across the fibers at each bin of one.</summary>
    private static void Fill(FiberSpectra spectra, int fiber, int direction, Span<double> steps)
    {
        if (direction == 0)
        {
            Sampling.Gradient(spectra.Wavelength.Row(fiber), steps);
            return;
        }

        var (below, above) = (Math.Max(0, fiber - 1), Math.Min(spectra.Count - 1, fiber + 1));
        TensorPrimitives.Subtract<double>(spectra.Wavelength.Row(above), spectra.Wavelength.Row(below), steps);
        TensorPrimitives.Divide(steps, above - below, steps);
    }
}
