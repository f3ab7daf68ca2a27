using System.Numerics;
using System.Runtime.InteropServices;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Shift of a spectrum against a reference on the same wavelengths (pipeline.md A.9): the weighted sum of squared differences for each displacement
/// by whole bins within the range, and the apex of the parabola through the neighbourhood of its minimum.
/// </summary>
public static class SpectralShift
{
    /// <summary>Half width of the parabola's neighbourhood, in Å.</summary>
    private const double Neighbourhood = 0.6;

    /// <summary>What is added in quadrature to the error, in Å.</summary>
    private const double SmallestError = 0.01;

    /// <summary>Bins from an end of the range that a minimum must stay away from.</summary>
    private const int Margin = 2;

    /// <summary>Displacements that are summed in one pass over the bins.</summary>
    private const int Together = 8;

    /// <summary>Measures once. For many spectra against one reference, <see cref="ShiftMeasurement"/> keeps what they share.</summary>
    /// <param name="flux">The spectrum.</param>
    /// <param name="wavelength">Å, ascending, in equal steps.</param>
    /// <param name="reference">The reference on the same wavelengths.</param>
    /// <param name="weights">Weight of each bin's squared difference (inverse variance), 0 for unusable bins, whose flux is finite still.</param>
    /// <param name="halfRange">Largest displacement to try, Å.</param>
    /// <param name="calibrate">True to scale the reference first to the spectrum's local level, smoothed over 500 Å.</param>
    /// <returns>The shift, or <see cref="ShiftEstimate.None"/>.</returns>
    /// <exception cref="ArgumentException">Lengths that do not agree, or wavelengths that do not ascend.</exception>
    public static ShiftEstimate Measure(
        ReadOnlySpan<double> flux,
        ReadOnlySpan<double> wavelength,
        ReadOnlySpan<double> reference,
        ReadOnlySpan<double> weights,
        double halfRange,
        bool calibrate
    ) => new ShiftMeasurement(wavelength, reference, halfRange, canCalibrate: calibrate).Measure(flux, weights, calibrate);

    /// <summary>The scan and the parabola.</summary>
    /// <param name="flux">The spectrum.</param>
    /// <param name="reference">The reference, as long.</param>
    /// <param name="weights">As long.</param>
    /// <param name="step">Å per bin.</param>
    /// <param name="reach">Largest displacement in bins; at least one bin must be left between two of them.</param>
    internal static ShiftEstimate Scan(
        ReadOnlySpan<double> flux,
        ReadOnlySpan<double> reference,
        ReadOnlySpan<double> weights,
        double step,
        int reach
    )
    {
        var used = flux.Length - (2 * reach);
        if (used <= 0)
        {
            return ShiftEstimate.None;
        }

        var count = (2 * reach) + 1;
        Span<double> squares = count <= 512 ? stackalloc double[count] : new double[count];
        var middle = flux.Slice(reach, used);
        var middleWeights = weights.Slice(reach, used);
        var d = 0;
        for (; d <= count - Together; d += Together)
        {
            SumTogether(middle, middleWeights, reference.Slice(d, used + Together - 1), squares.Slice(d, Together));
        }

        if (d < count && count >= Together)
        {
            // The last ones, with some before them once more.
            d = count - Together;
            SumTogether(middle, middleWeights, reference.Slice(d, used + Together - 1), squares[d..]);
            d = count;
        }

        for (; d < count; d++)
        {
            squares[d] = SumOne(middle, middleWeights, reference.Slice(d, used));
        }

        return Apex(squares, step, reach);
    }

    private static void SumTogether(
        ReadOnlySpan<double> flux,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> reference,
        Span<double> sums
    )
    {
        // The reference is longer than the flux by the displacements, so that no load leaves it; checks of each would cost as much as the sums.
        ref var f0 = ref MemoryMarshal.GetReference(flux);
        ref var w0 = ref MemoryMarshal.GetReference(weights);
        ref var r0 = ref MemoryMarshal.GetReference(reference[..(flux.Length + Together - 1)]);
        var sum0 = Vector<double>.Zero;
        var sum1 = Vector<double>.Zero;
        var sum2 = Vector<double>.Zero;
        var sum3 = Vector<double>.Zero;
        var sum4 = Vector<double>.Zero;
        var sum5 = Vector<double>.Zero;
        var sum6 = Vector<double>.Zero;
        var sum7 = Vector<double>.Zero;
        nuint k = 0;
        for (; (int)k <= flux.Length - Vector<double>.Count; k += (nuint)Vector<double>.Count)
        {
            var f = Vector.LoadUnsafe(ref f0, k);
            var w = Vector.LoadUnsafe(ref w0, k);
            sum0 = Add(sum0, f - Vector.LoadUnsafe(ref r0, k), w);
            sum1 = Add(sum1, f - Vector.LoadUnsafe(ref r0, k + 1), w);
            sum2 = Add(sum2, f - Vector.LoadUnsafe(ref r0, k + 2), w);
            sum3 = Add(sum3, f - Vector.LoadUnsafe(ref r0, k + 3), w);
            sum4 = Add(sum4, f - Vector.LoadUnsafe(ref r0, k + 4), w);
            sum5 = Add(sum5, f - Vector.LoadUnsafe(ref r0, k + 5), w);
            sum6 = Add(sum6, f - Vector.LoadUnsafe(ref r0, k + 6), w);
            sum7 = Add(sum7, f - Vector.LoadUnsafe(ref r0, k + 7), w);
        }

        sums[0] = Vector.Sum(sum0);
        sums[1] = Vector.Sum(sum1);
        sums[2] = Vector.Sum(sum2);
        sums[3] = Vector.Sum(sum3);
        sums[4] = Vector.Sum(sum4);
        sums[5] = Vector.Sum(sum5);
        sums[6] = Vector.Sum(sum6);
        sums[7] = Vector.Sum(sum7);
        for (var j = 0; j < Together; j++)
        {
            sums[j] += SumOne(flux[(int)k..], weights[(int)k..], reference[((int)k + j)..]);
        }
    }

    private static Vector<double> Add(Vector<double> sum, Vector<double> difference, Vector<double> weight) =>
        Vector.MultiplyAddEstimate(weight * difference, difference, sum);

    private static double SumOne(ReadOnlySpan<double> flux, ReadOnlySpan<double> weights, ReadOnlySpan<double> reference)
    {
        var sum = 0.0;
        for (var k = 0; k < flux.Length; k++)
        {
            var difference = flux[k] - reference[k];
            sum += weights[k] * difference * difference;
        }

        return sum;
    }

    private static ShiftEstimate Apex(ReadOnlySpan<double> squares, double step, int reach)
    {
        var best = 0;
        for (var d = 1; d < squares.Length; d++)
        {
            if (squares[d] < squares[best])
            {
                best = d;
            }
        }

        if (best < Margin || best >= squares.Length - Margin)
        {
            return ShiftEstimate.None;
        }

        // The neighbourhood, moved where it would leave the range; the whole range where it is wider.
        var half = (int)Math.Min(Neighbourhood / step, squares.Length) + 1;
        var width = Math.Min((2 * half) + 1, squares.Length);
        var start = Math.Clamp(best - half, 0, squares.Length - width);
        Span<double> displacements = width <= 512 ? stackalloc double[width] : new double[width];
        for (var k = 0; k < width; k++)
        {
            displacements[k] = step * (start + k - reach);
        }

        Span<double> parabola = stackalloc double[3];
        PolynomialFit.Fit(displacements, squares.Slice(start, width), [], parabola);
        return parabola[0] > 0
            ? new ShiftEstimate(-parabola[1] / (2 * parabola[0]), Math.Sqrt((1 / parabola[0]) + (SmallestError * SmallestError)))
            : ShiftEstimate.None;
    }
}
