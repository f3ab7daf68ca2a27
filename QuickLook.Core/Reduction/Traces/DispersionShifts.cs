using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// Shifts along the dispersion from comparing each fiber's spectrum with the median of all (pipeline.md 3.3.2). A shift that all fibers have in
/// common cannot be seen this way, because the reference is made of the data themselves.
/// </summary>
internal static class DispersionShifts
{
    private const int Oversampling = 4;
    private const int Blocks = 6;
    private const double HalfRangeAngstrom = 3;
    private const double LargestErrorAngstrom = 1;
    private const double DerivativeStepAngstrom = 0.1;

    /// <summary>Measures all fibers in all blocks of wavelength.</summary>
    /// <param name="spectra">Spectra extracted along <paramref name="traces"/>.</param>
    /// <param name="traces">The calibration's traces.</param>
    /// <param name="cancellationToken">Looked at between blocks.</param>
    /// <returns>The samples; none when no fiber has light.</returns>
    public static ImmutableArray<ShiftSample> Measure(FiberSpectra spectra, TraceSet traces, CancellationToken cancellationToken)
    {
        var grid = GridOf(spectra);
        if (grid.Length < Blocks * 2)
        {
            return [];
        }

        using var flux = new Plane<double>(spectra.Count, grid.Length);
        using var inverseVariance = new Plane<double>(spectra.Count, grid.Length);
        var lit = Resample(spectra, grid, flux, inverseVariance);
        if (lit.Length == 0)
        {
            return [];
        }

        var reference = MedianOf(flux, lit);
        var edges = Sampling.Linspace(grid[0], grid[^1], Blocks + 1);
        var samples = ImmutableArray.CreateBuilder<ShiftSample>();
        for (var block = 0; block < Blocks; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begin = FirstAtOrAfter(grid, edges[block]);
            var end = FirstAtOrAfter(grid, Math.BitIncrement(edges[block + 1]));
            MeasureBlock(grid, reference, flux, inverseVariance, traces, lit, begin, end, samples);
        }

        return samples.DrainToImmutable();
    }

    /// <summary>
    /// Four steps to a bin of the middle fiber. The bin is the median over both gradients of the table of wavelengths, from row to row and from fiber
    /// to fiber together: a quirk of the original that makes it a little smaller than a bin, and of no consequence but that shifts agree.
    /// </summary>
    private static double[] GridOf(FiberSpectra spectra)
    {
        var (count, bins) = (spectra.Count, spectra.Bins);
        var steps = new double[count < 2 ? bins : 2 * count * bins];
        for (var fiber = 0; fiber < count; fiber++)
        {
            Sampling.Gradient(spectra.Wavelength.Row(fiber), steps.AsSpan(fiber * bins, bins));
        }

        if (count >= 2)
        {
            FillFromFiberToFiber(spectra, steps.AsSpan(count * bins));
        }

        var step = OrderStatistics.Median(steps) / Oversampling;
        var middle = spectra.Wavelength.Row(count / 2);
        return step > 0 ? Sampling.Linspace(middle[0], middle[^1], (int)((middle[^1] - middle[0]) / step)) : [];
    }

    private static void FillFromFiberToFiber(FiberSpectra spectra, Span<double> steps)
    {
        var (count, bins) = (spectra.Count, spectra.Bins);
        for (var fiber = 0; fiber < count; fiber++)
        {
            var (below, above) = (Math.Max(0, fiber - 1), Math.Min(count - 1, fiber + 1));
            var low = spectra.Wavelength.Row(below);
            var high = spectra.Wavelength.Row(above);
            var target = steps.Slice(fiber * bins, bins);
            for (var row = 0; row < bins; row++)
            {
                target[row] = (high[row] - low[row]) / (above - below);
            }
        }
    }

    /// <summary>Interpolates every fiber onto the grid; returns the fibers that have any weight there.</summary>
    private static int[] Resample(FiberSpectra spectra, double[] grid, Plane<double> flux, Plane<double> inverseVariance)
    {
        var lit = new List<int>();
        var good = new GoodBins(spectra.Bins);
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            good.Select(spectra, fiber);
            if (good.Count == 0)
            {
                continue;
            }

            LinearInterpolation.Along(grid, good.Wavelength, good.Flux, flux.Row(fiber), 0, 0);
            var weights = inverseVariance.Row(fiber);
            LinearInterpolation.Along(grid, spectra.Wavelength.Row(fiber), good.InverseVariance, weights, 0, 0);
            foreach (ref var weight in weights)
            {
                weight /= Oversampling;
            }

            if (weights.ContainsAnyExcept(0.0))
            {
                lit.Add(fiber);
            }
        }

        return [.. lit];
    }

    private static double[] MedianOf(Plane<double> flux, int[] fibers)
    {
        var median = new double[flux.Width];
        var column = new double[fibers.Length];
        for (var bin = 0; bin < median.Length; bin++)
        {
            for (var i = 0; i < fibers.Length; i++)
            {
                column[i] = flux[fibers[i], bin];
            }

            median[bin] = OrderStatistics.Median(column);
        }

        return median;
    }

    private static int FirstAtOrAfter(double[] grid, double wavelength)
    {
        var index = Array.BinarySearch(grid, wavelength);
        return index >= 0 ? index : ~index;
    }

    private static void MeasureBlock(
        double[] grid,
        double[] reference,
        Plane<double> flux,
        Plane<double> inverseVariance,
        TraceSet traces,
        int[] fibers,
        int begin,
        int end,
        ImmutableArray<ShiftSample>.Builder samples
    )
    {
        var length = end - begin;
        var wavelength = grid.AsSpan(begin, length);
        var median = reference.AsSpan(begin, length);
        var measurement = new ShiftMeasurement(wavelength, median, HalfRangeAngstrom);
        var weights = new double[length];
        foreach (var fiber in fibers)
        {
            var light = flux.Row(fiber).Slice(begin, length);
            var inverse = inverseVariance.Row(fiber).Slice(begin, length);
            if (Centre(wavelength, light, inverse) is not { } centre)
            {
                continue;
            }

            for (var i = 0; i < length; i++)
            {
                weights[i] = inverse[i] * median[i];
            }

            var shift = measurement.Measure(light, weights, calibrate: true);
            if (shift.Error > LargestErrorAngstrom)
            {
                continue;
            }

            var y = traces.YAt(fiber, centre);
            var rowsPerAngstrom = (traces.YAt(fiber, centre + DerivativeStepAngstrom) - y) / DerivativeStepAngstrom;
            samples.Add(
                new ShiftSample(fiber, traces.XAt(fiber, centre), y, centre, -shift.Shift * rowsPerAngstrom, shift.Error * rowsPerAngstrom)
            );
        }
    }

    /// <summary>Mean wavelength of the light by significance; null when there is none.</summary>
    private static double? Centre(ReadOnlySpan<double> wavelength, ReadOnlySpan<double> flux, ReadOnlySpan<double> inverseVariance)
    {
        double sum = 0,
            moment = 0;
        for (var i = 0; i < flux.Length; i++)
        {
            var weight = flux[i] > 0 ? inverseVariance[i] * flux[i] : 0;
            sum += weight;
            moment += weight * wavelength[i];
        }

        return sum > 0 ? moment / sum : null;
    }
}
