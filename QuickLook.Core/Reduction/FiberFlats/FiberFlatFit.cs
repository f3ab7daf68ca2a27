using System.Globalization;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.FiberFlats;

/// <summary>
/// Makes a fiber flat of the spectra of a flat-field exposure (pipeline.md 3.6): each fiber over the median of all, cleaned of outliers and smoothed
/// by splines.
/// </summary>
public sealed class FiberFlatFit
{
    private const int ScalingRounds = 4;

    private readonly FiberSpectra spectra;
    private readonly double[] grid;
    private readonly Plane<double> flux;
    private readonly Plane<double> inverseVariance;
    private readonly bool[] isLit;

    private FiberFlatFit(FiberSpectra spectra, Plane<double> flux, Plane<double> inverseVariance)
    {
        this.spectra = spectra;
        this.flux = flux;
        this.inverseVariance = inverseVariance;
        grid = MeanWavelength(spectra);
        isLit = new bool[spectra.Count];
    }

    /// <summary>Makes the flat.</summary>
    /// <param name="spectra">Spectra of an evenly lit exposure, at least one; not changed.</param>
    /// <param name="note">Hears of fibers that could not be used.</param>
    /// <param name="cancellationToken">Looked at between fibers.</param>
    /// <returns>
    /// The flat on the mean wavelengths of all fibers, to be disposed by the caller. A fiber without usable bins has throughput 1, no weight, and
    /// the mask set.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FiberFlat Fit(FiberSpectra spectra, Action<ReductionNote> note, CancellationToken cancellationToken)
    {
        using var scaled = new Plane<double>(spectra.Count, spectra.Bins);
        using var weights = new Plane<double>(spectra.Count, spectra.Bins);
        return new FiberFlatFit(spectra, scaled, weights).Run(note, cancellationToken);
    }

    private static double[] MeanWavelength(FiberSpectra spectra)
    {
        var mean = new double[spectra.Bins];
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            var wavelength = spectra.Wavelength.Row(fiber);
            for (var bin = 0; bin < mean.Length; bin++)
            {
                mean[bin] += wavelength[bin];
            }
        }

        for (var bin = 0; bin < mean.Length; bin++)
        {
            mean[bin] /= spectra.Count;
        }

        return mean;
    }

    private FiberFlat Run(Action<ReductionNote> note, CancellationToken cancellationToken)
    {
        ToGrid();
        var mean = MeanSpectrum(cancellationToken);
        var throughput = new Plane<float>(spectra.Count, grid.Length);
        var weights = new Plane<float>(spectra.Count, grid.Length);
        var mask = new Plane<uint>(spectra.Count, grid.Length);
        var smoothing = new ThroughputSmoothing(grid);
        double chiSquare = 0;
        long points = 0;
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DivideByMean(fiber, mean);
            var outcome = smoothing.Smooth(
                flux.Row(fiber),
                inverseVariance.Row(fiber),
                throughput.Row(fiber),
                weights.Row(fiber),
                mask.Row(fiber)
            );
            chiSquare += outcome.ChiSquare;
            points += outcome.Points;
            if (outcome.Complaint is { } complaint)
            {
                note(new ReductionNote(NoteSeverity.Warning, $"Fiber {spectra.Fibers[fiber]}: {complaint}"));
            }
        }

        var reduced = points == 0 ? 0 : chiSquare / points;
        note(
            new ReductionNote(
                NoteSeverity.Info,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Fiber flat of {isLit.Count(lit => lit)} fibers with light, chi2/ndf {reduced:G4}"
                )
            )
        );
        return new FiberFlat
        {
            Throughput = throughput,
            InverseVariance = weights,
            Mask = mask,
            MeanSpectrum = mean,
            Wavelength = grid,
            Fibers = spectra.Fibers,
            ReducedChiSquare = reduced,
        };
    }

    private void ToGrid()
    {
        var good = new LitBins(spectra.Bins);
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            good.Select(spectra.Wavelength.Row(fiber), spectra.Flux.Row(fiber), spectra.InverseVariance.Row(fiber));
            isLit[fiber] = good.Count > 0;
            if (isLit[fiber])
            {
                LinearInterpolation.Along(grid, good.Wavelength, good.Flux, flux.Row(fiber));
                LinearInterpolation.Along(grid, good.Wavelength, good.InverseVariance, inverseVariance.Row(fiber), 0, 0);
            }
        }
    }

    /// <summary>
    /// Median of the scaled fibers with light. The scale multiplies where it should divide, as in the original: the rounds swing about the right value
    /// and the flats hold all the same, because they are divided by the mean that comes out.
    /// </summary>
    private double[] MeanSpectrum(CancellationToken cancellationToken)
    {
        int[] lit = [.. Enumerable.Range(0, spectra.Count).Where(fiber => isLit[fiber])];
        var mean = new double[grid.Length];
        if (lit.Length == 0)
        {
            return mean;
        }

        var scale = new double[lit.Length];
        Array.Fill(scale, 1);
        var ratios = new double[grid.Length];
        for (var round = 0; round < ScalingRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ColumnMedians.Fill(flux.Span, lit, mean, scale);
            for (var i = 0; i < lit.Length; i++)
            {
                var count = Ratios(flux.Row(lit[i]), mean, ratios);
                scale[i] = count == 0 ? 1 : OrderStatistics.Median(ratios.AsSpan(0, count));
            }
        }

        return mean;
    }

    private static int Ratios(ReadOnlySpan<double> flux, double[] mean, double[] ratios)
    {
        var count = 0;
        for (var bin = 0; bin < mean.Length; bin++)
        {
            if (mean[bin] > 0)
            {
                ratios[count++] = flux[bin] / mean[bin];
            }
        }

        return count;
    }

    private void DivideByMean(int fiber, double[] mean)
    {
        var values = flux.Row(fiber);
        var weights = inverseVariance.Row(fiber);
        for (var bin = 0; bin < mean.Length; bin++)
        {
            values[bin] /= mean[bin] == 0 ? 1 : mean[bin];
            weights[bin] *= mean[bin] * mean[bin];
        }
    }
}
