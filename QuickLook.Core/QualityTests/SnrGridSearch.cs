using System.Numerics;
using System.Runtime.InteropServices;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Fits the model of signal to noise by brightness on the original's grid (pipeline.md 4.3, Calculate_SNR): slope 0 to 0.99 in steps of 0.01 and
/// background 0 to 9.9 in steps of 0.1, then two finer grids of slopes around the best one, 0.001 and 0.0001 apart. The last of equally good points
/// wins. A point is given up as soon as its sum exceeds the best so far, which leaves the result what it is.
/// </summary>
internal sealed class SnrGridSearch
{
    private const int Points = 100;
    private const double CoarseSlope = 0.01;
    private const double BackgroundStep = 0.1;

    /// <summary>How far below the best slope each finer grid begins, and its step.</summary>
    private static readonly (double Below, double Step)[] Refinements = [(0.05, 0.001), (0.005, 0.0001)];

    private readonly double[] flux;
    private readonly double[] snr;
    private readonly double[] weight;
    private readonly double exposureTime;
    private double smallest = double.PositiveInfinity;
    private SnrModel? best;

    private SnrGridSearch(ReadOnlySpan<double> flux, ReadOnlySpan<double> snr, ReadOnlySpan<double> weight, double exposureTime)
    {
        this.flux = Padded(flux, flux[0]);
        this.snr = Padded(snr, snr[0]);
        this.weight = Padded(weight, 0);
        this.exposureTime = exposureTime;
    }

    /// <summary>Fits.</summary>
    /// <param name="flux">Brightness of each target, nanomaggies; at least one.</param>
    /// <param name="snr">Its signal to noise.</param>
    /// <param name="weight">Weight of its squared deviation.</param>
    /// <param name="exposureTime">Seconds.</param>
    /// <returns>The best points of the coarse and of the finest grid; null when none gives a number.</returns>
    public static (SnrModel Coarse, SnrModel Finest)? Fit(
        ReadOnlySpan<double> flux,
        ReadOnlySpan<double> snr,
        ReadOnlySpan<double> weight,
        double exposureTime
    )
    {
        var search = new SnrGridSearch(flux, snr, weight, exposureTime);
        search.Scan(0, CoarseSlope);
        if (search.best is not { } coarse)
        {
            return null;
        }

        foreach (var (below, step) in Refinements)
        {
            search.Scan(search.best.Value.Slope - below, step);
        }

        return (coarse, search.best.Value);
    }

    private void Scan(double firstSlope, double step)
    {
        for (var i = 0; i < Points; i++)
        {
            var slope = firstSlope + (step * i);
            for (var j = 0; j < Points; j++)
            {
                var background = BackgroundStep * j;
                var sum = SumUpTo(smallest, slope, background);
                if (sum <= smallest)
                {
                    smallest = sum;
                    best = new SnrModel(slope, background);
                }
            }
        }
    }

    /// <summary>Weighted sum of squared deviations; a part of it that exceeds the limit already, or NaN where the model is not defined.</summary>
    private double SumUpTo(double limit, double slope, double background)
    {
        var slopes = new Vector<double>(slope);
        var backgrounds = new Vector<double>(background);
        var times = new Vector<double>(exposureTime);
        var scaledSlopes = new Vector<double>(exposureTime * slope);
        var fluxes = MemoryMarshal.Cast<double, Vector<double>>(flux);
        var values = MemoryMarshal.Cast<double, Vector<double>>(snr);
        var weights = MemoryMarshal.Cast<double, Vector<double>>(weight);
        var sum = Vector<double>.Zero;
        for (var i = 0; i < fluxes.Length; i++)
        {
            var model = scaledSlopes * fluxes[i] / Vector.SquareRoot(times * ((slopes * fluxes[i]) + backgrounds));
            var deviation = values[i] - model;
            sum += weights[i] * deviation * deviation;
            if (Vector.Sum(sum) > limit)
            {
                break;
            }
        }

        return Vector.Sum(sum);
    }

    /// <summary>
    /// Whole vectors. What is added repeats a target that is there, so that it is defined where that one is, and has no weight.
    /// </summary>
    private static double[] Padded(ReadOnlySpan<double> values, double padding)
    {
        var size = Vector<double>.Count;
        var padded = new double[(values.Length + size - 1) / size * size];
        values.CopyTo(padded);
        padded.AsSpan(values.Length).Fill(padding);
        return padded;
    }
}
