using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// Shifts along the dispersion from comparing each fiber's spectrum with the median of all (pipeline.md 3.3.2). A shift that all fibers have in
/// common cannot be seen this way, because the reference is made of the data themselves. Spectra are interpolated one block of wavelength at a time:
/// all of a full-size camera on four times as many bins would be 130 MB.
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

        using var good = new GoodBins(spectra);
        var edges = Sampling.Linspace(grid[0], grid[^1], Blocks + 1);
        var scratch = new double[(grid.Length / Blocks) + 1];
        var lit = new List<int>(spectra.Count);
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            if (good.HasWeight(fiber, grid, scratch))
            {
                lit.Add(fiber);
            }
        }

        var samples = ImmutableArray.CreateBuilder<ShiftSample>();
        for (var block = 0; block < Blocks && lit.Count > 0; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begin = FirstAtOrAfter(grid, edges[block]);
            var end = FirstAtOrAfter(grid, Math.BitIncrement(edges[block + 1]));
            MeasureBlock(grid.AsSpan(begin..end), good, traces, lit, samples);
        }

        return samples.DrainToImmutable();
    }

    /// <summary>Four steps to a bin of the middle fiber (see <see cref="MedianStep"/>).</summary>
    private static double[] GridOf(FiberSpectra spectra)
    {
        var step = MedianStep.Of(spectra) / Oversampling;
        var middle = spectra.Wavelength.Row(spectra.Count / 2);
        return step > 0 ? Sampling.Linspace(middle[0], middle[^1], (int)((middle[^1] - middle[0]) / step)) : [];
    }

    private static int FirstAtOrAfter(double[] grid, double wavelength)
    {
        var index = Array.BinarySearch(grid, wavelength);
        return index >= 0 ? index : ~index;
    }

    private static void MeasureBlock(
        ReadOnlySpan<double> wavelength,
        GoodBins good,
        TraceSet traces,
        List<int> fibers,
        ImmutableArray<ShiftSample>.Builder samples
    )
    {
        using var flux = new Plane<double>(fibers.Count, wavelength.Length, clear: false);
        for (var i = 0; i < fibers.Count; i++)
        {
            good.FillFlux(fibers[i], wavelength, flux.Row(i));
        }

        var median = new double[wavelength.Length];
        ColumnMedians.Fill(flux.Span, [.. Enumerable.Range(0, fibers.Count)], median);
        var measurement = new ShiftMeasurement(wavelength, median, HalfRangeAngstrom);
        var weights = new double[wavelength.Length];
        for (var i = 0; i < fibers.Count; i++)
        {
            var light = flux.Row(i);
            good.FillWeights(fibers[i], wavelength, weights);
            TensorPrimitives.Divide(weights, Oversampling, weights);
            if (Centre(wavelength, light, weights) is not { } centre)
            {
                continue;
            }

            TensorPrimitives.Multiply(weights, median, weights);
            var shift = measurement.Measure(light, weights, calibrate: true);
            if (shift.Error > LargestErrorAngstrom)
            {
                continue;
            }

            var fiber = fibers[i];
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
        var sums = Vector<double>.Zero;
        var moments = Vector<double>.Zero;
        var i = 0;
        for (; i <= flux.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var light = new Vector<double>(flux[i..]);
            var weight = Vector.ConditionalSelect(
                Vector.GreaterThan(light, Vector<double>.Zero),
                light * new Vector<double>(inverseVariance[i..]),
                Vector<double>.Zero
            );
            sums += weight;
            moments += weight * new Vector<double>(wavelength[i..]);
        }

        var (sum, moment) = (Vector.Sum(sums), Vector.Sum(moments));
        for (; i < flux.Length; i++)
        {
            var weight = flux[i] > 0 ? inverseVariance[i] * flux[i] : 0;
            sum += weight;
            moment += weight * wavelength[i];
        }

        return sum > 0 ? moment / sum : null;
    }
}
