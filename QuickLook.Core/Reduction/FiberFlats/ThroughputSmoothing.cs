using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.FiberFlats;

/// <summary>
/// Turns the raw throughput of one fiber into a smooth one (pipeline.md 3.6, items 1 to 3): outliers against a coarse spline lose their weight, a finer
/// spline takes the place of the data, and the ends where there is little light are masked. Holds scratch; not thread-safe.
/// </summary>
internal sealed class ThroughputSmoothing
{
    private const int Rounds = 20;
    private const int MostDroppedPerRound = 5;
    private const int MostDropped = 1000;
    private const double LargestChiSquare = 9;
    private const double CoarseKnots = 20;
    private const double FineKnots = 5;
    private const double RetryFactor = 3;
    private const double LeastShareOfWeight = 0.1;

    private readonly double[] grid;
    private readonly double[] wavelength;
    private readonly double[] values;
    private readonly double[] weights;
    private readonly double[] spline;
    private readonly double[] smooth;
    private readonly double[] chiSquare;
    private readonly int[] order;
    private readonly int[] places;
    private readonly RepeatedSplineFit fit;

    /// <summary>Prepares scratch.</summary>
    /// <param name="grid">Wavelengths, Angstrom.</param>
    public ThroughputSmoothing(double[] grid)
    {
        this.grid = grid;
        wavelength = new double[grid.Length];
        values = new double[grid.Length];
        weights = new double[grid.Length];
        spline = new double[grid.Length];
        smooth = new double[grid.Length];
        chiSquare = new double[grid.Length];
        order = new int[grid.Length];
        places = new int[grid.Length];
        fit = new RepeatedSplineFit(grid.Length);
    }

    /// <summary>What came of a fiber.</summary>
    /// <param name="ChiSquare">Sum over the points that were kept.</param>
    /// <param name="Points">How many those are.</param>
    /// <param name="Complaint">What was wrong with the fiber; null when it is fine.</param>
    public readonly record struct Outcome(double ChiSquare, int Points, string? Complaint);

    /// <summary>Smooths a fiber.</summary>
    /// <param name="throughput">Raw throughput; not changed.</param>
    /// <param name="inverseVariance">Its inverse variance; outliers are set to 0.</param>
    /// <param name="result">Smooth throughput.</param>
    /// <param name="resultWeight">Its inverse variance.</param>
    /// <param name="mask">1 where the throughput is not to be used.</param>
    public Outcome Smooth(
        ReadOnlySpan<double> throughput,
        Span<double> inverseVariance,
        Span<float> result,
        Span<float> resultWeight,
        Span<uint> mask
    )
    {
        mask.Clear();
        if (Collect(throughput, inverseVariance) == 0)
        {
            return GiveUp("no light", result, resultWeight, mask);
        }

        if (DropOutliers(throughput, inverseVariance) is not { } left)
        {
            return GiveUp($"more than {MostDropped} bins are outliers, or too few are left for a spline", result, resultWeight, mask);
        }

        var floor = LeastShareOfWeight * MedianOf(inverseVariance);
        var median = MedianOf(throughput);
        if (!TryFine(left.Points))
        {
            return GiveUp("too few bins are left for a spline", result, resultWeight, mask);
        }

        return Mask(inverseVariance, floor, median, result, resultWeight, mask)
            ? new Outcome(left.ChiSquare, left.Points, null)
            : GiveUp("less than two bins have light", result, resultWeight, mask);
    }

    private static Outcome GiveUp(string complaint, Span<float> result, Span<float> resultWeight, Span<uint> mask)
    {
        result.Fill(1);
        resultWeight.Clear();
        mask.Fill(1);
        return new Outcome(0, 0, complaint);
    }

    private int Collect(ReadOnlySpan<double> throughput, ReadOnlySpan<double> inverseVariance)
    {
        var count = 0;
        for (var bin = 0; bin < grid.Length; bin++)
        {
            if (inverseVariance[bin] > 0)
            {
                wavelength[count] = grid[bin];
                values[count] = throughput[bin];
                weights[count] = inverseVariance[bin];
                places[count++] = bin;
            }
        }

        return count;
    }

    private bool TrySpline(double knots, int count) => fit.TryFit(wavelength, values, weights, count, knots, RetryFactor * knots);

    /// <summary>The spline on the whole grid: at the points that it was fitted to, and between and beyond them.</summary>
    private void FillSmooth(int count)
    {
        fit.ValuesAtPoints(spline);
        var point = 0;
        for (var bin = 0; bin < grid.Length; bin++)
        {
            smooth[bin] = point < count && places[point] == bin ? spline[point++] : fit.ValueAt(grid[bin]);
        }
    }

    /// <summary>Takes the weight of outliers, the five worst of a round; null when the fiber is lost.</summary>
    private (double ChiSquare, int Points)? DropOutliers(ReadOnlySpan<double> throughput, Span<double> inverseVariance)
    {
        var dropped = 0;
        var count = 0;
        var hasFit = false;
        double sum = 0;
        for (var round = 0; round < Rounds; round++)
        {
            if (!hasFit)
            {
                count = Collect(throughput, inverseVariance);
                if (!TrySpline(CoarseKnots, count))
                {
                    return null;
                }
            }

            fit.ValuesAtPoints(spline);
            sum = 0;
            var bad = 0;
            for (var i = 0; i < count; i++)
            {
                var residual = values[i] - spline[i];
                chiSquare[i] = weights[i] * residual * residual;
                sum += chiSquare[i];
                if (chiSquare[i] > LargestChiSquare)
                {
                    order[bad++] = i;
                }
            }

            if (bad == 0)
            {
                break;
            }

            var worst = DropWorst(bad, inverseVariance);
            dropped += worst.Length;
            if (dropped >= MostDropped)
            {
                return null;
            }

            hasFit = fit.TryDrop(worst);
        }

        count = Collect(throughput, inverseVariance);
        return count == 0 ? null : (sum, count);
    }

    /// <summary>The fine spline on the whole grid, or a coarser one where it cannot be had or does not hold to its data.</summary>
    private bool TryFine(int count)
    {
        if (TrySpline(FineKnots, count))
        {
            FillSmooth(count);
            if (IsNearItsData(count))
            {
                return true;
            }
        }

        if (!TrySpline(RetryFactor * FineKnots, count))
        {
            return false;
        }

        FillSmooth(count);
        return true;
    }

    /// <summary>
    /// False for a spline that leaves its data by more than they differ among themselves: where bins are about as wide as the knots are apart, one that is missing
    /// can leave the spline beside it as good as undetermined.
    /// </summary>
    private bool IsNearItsData(int count)
    {
        double lowest = values[0];
        double highest = values[0];
        for (var i = 1; i < count; i++)
        {
            lowest = Math.Min(lowest, values[i]);
            highest = Math.Max(highest, values[i]);
        }

        var span = highest - lowest;
        for (var bin = 0; bin < grid.Length; bin++)
        {
            var isInside = grid[bin] >= wavelength[0] && grid[bin] <= wavelength[count - 1];
            if (isInside && !(smooth[bin] >= lowest - span && smooth[bin] <= highest + span))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the weight of the worst points; returns their numbers.</summary>
    private ReadOnlySpan<int> DropWorst(int bad, Span<double> inverseVariance)
    {
        var candidates = order.AsSpan(0, bad);
        var worst = Math.Min(bad, MostDroppedPerRound);
        for (var k = 0; k < worst; k++)
        {
            for (var i = k + 1; i < bad; i++)
            {
                if (chiSquare[candidates[i]] > chiSquare[candidates[k]])
                {
                    (candidates[k], candidates[i]) = (candidates[i], candidates[k]);
                }
            }

            inverseVariance[places[candidates[k]]] = 0;
            weights[candidates[k]] = 0;
        }

        return candidates[..worst];
    }

    private double MedianOf(ReadOnlySpan<double> all)
    {
        all.CopyTo(spline);
        return OrderStatistics.Median(spline);
    }

    /// <summary>Masks the dark ends and bridges dark bins between them; false when there is too little light.</summary>
    private bool Mask(
        ReadOnlySpan<double> inverseVariance,
        double floor,
        double median,
        Span<float> result,
        Span<float> resultWeight,
        Span<uint> mask
    )
    {
        var count = 0;
        for (var bin = 0; bin < grid.Length; bin++)
        {
            if (inverseVariance[bin] > floor)
            {
                wavelength[count] = grid[bin];
                values[count] = smooth[bin];
                places[count++] = bin;
            }
        }

        if (count < 2)
        {
            return false;
        }

        var (first, last) = (places[0], places[count - 1]);
        LinearInterpolation.Along(grid, wavelength.AsSpan(0, count), values.AsSpan(0, count), spline);
        for (var bin = 0; bin < grid.Length; bin++)
        {
            var isInside = bin >= first && bin <= last;
            var bridged = inverseVariance[bin] > floor ? smooth[bin] : spline[bin];
            result[bin] = (float)(isInside ? bridged : median);
            resultWeight[bin] = isInside ? (float)inverseVariance[bin] : 0;
            mask[bin] = isInside ? 0u : 1u;
        }

        return true;
    }
}
