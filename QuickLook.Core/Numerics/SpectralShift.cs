using System.Numerics;

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
    private const int Together = 4;

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
            SumFour(middle, middleWeights, reference.Slice(d, used + Together - 1), squares.Slice(d, Together));
        }

        for (; d < count; d++)
        {
            squares[d] = SumOne(middle, middleWeights, reference.Slice(d, used));
        }

        return Apex(squares, step, reach);
    }

    private static void SumFour(ReadOnlySpan<double> flux, ReadOnlySpan<double> weights, ReadOnlySpan<double> reference, Span<double> sums)
    {
        Vector<double> sum0 = default;
        Vector<double> sum1 = default;
        Vector<double> sum2 = default;
        Vector<double> sum3 = default;
        var k = 0;
        for (; k <= flux.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            var f = new Vector<double>(flux[k..]);
            var w = new Vector<double>(weights[k..]);
            var d0 = f - new Vector<double>(reference[k..]);
            var d1 = f - new Vector<double>(reference[(k + 1)..]);
            var d2 = f - new Vector<double>(reference[(k + 2)..]);
            var d3 = f - new Vector<double>(reference[(k + 3)..]);
            sum0 += w * d0 * d0;
            sum1 += w * d1 * d1;
            sum2 += w * d2 * d2;
            sum3 += w * d3 * d3;
        }

        sums[0] = Vector.Sum(sum0);
        sums[1] = Vector.Sum(sum1);
        sums[2] = Vector.Sum(sum2);
        sums[3] = Vector.Sum(sum3);
        for (var j = 0; j < Together; j++)
        {
            sums[j] += SumOne(flux[k..], weights[k..], reference[(k + j)..]);
        }
    }

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
