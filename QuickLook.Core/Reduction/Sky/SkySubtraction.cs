using System.Collections.Immutable;
using System.Numerics.Tensors;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Sky;

/// <summary>
/// Subtracts the median sky of the sky fibers from every spectrum (pipeline.md 3.8). It is done five times over, since each interpolation leaves a
/// little of sharp lines behind. Weights are not changed.
/// </summary>
public static class SkySubtraction
{
    private const int Rounds = 5;
    private const int GridPerRow = 2;

    /// <summary>Subtracts in place.</summary>
    /// <param name="spectra">Flat-fielded spectra; their flux is changed where it is not 0.</param>
    /// <param name="skyFibers">
    /// Positions of the spectra on blank sky. When there are none, the half of the spectra with the least median flux stands in for them, and a note
    /// says so.
    /// </param>
    /// <param name="note">Hears of fallbacks.</param>
    /// <param name="cancellationToken">Looked at between rounds.</param>
    /// <returns>What was subtracted, to be disposed by the caller.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SkyModel Apply(
        FiberSpectra spectra,
        ImmutableArray<int> skyFibers,
        Action<ReductionNote> note,
        CancellationToken cancellationToken
    )
    {
        var isFallback = skyFibers.IsEmpty;
        if (isFallback)
        {
            skyFibers = DarkerHalf(spectra);
            note(
                new ReductionNote(
                    NoteSeverity.Warning,
                    $"There is no fiber on blank sky; the {skyFibers.Length} faintest spectra are taken for sky, and targets lose light with it"
                )
            );
        }

        var grid = GridOf(spectra);
        var total = new double[grid.Length];
        var model = new Plane<float>(spectra.Count, spectra.Bins);
        var lit = new LitBins(spectra.Bins);
        using var onGrid = new Plane<double>(skyFibers.Length, grid.Length, clear: false);
        var median = new double[grid.Length];
        var along = new double[spectra.Bins];
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MedianSky(spectra, skyFibers, grid, lit, onGrid, median);
            TensorPrimitives.Add(total, median, total);
            foreach (var fiber in skyFibers)
            {
                Subtract(spectra, fiber, grid, median, model, along);
            }
        }

        // The other spectra have no part in the sky: what was found in all rounds is taken from them at once.
        cancellationToken.ThrowIfCancellationRequested();
        var isSky = new bool[spectra.Count];
        foreach (var fiber in skyFibers)
        {
            isSky[fiber] = true;
        }

        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            if (!isSky[fiber])
            {
                Subtract(spectra, fiber, grid, total, model, along);
            }
        }

        return new SkyModel
        {
            Model = model,
            SkyFibers = skyFibers,
            IsFallback = isFallback,
            Wavelength = grid,
            MedianSky = total,
        };
    }

    private static double[] GridOf(FiberSpectra spectra)
    {
        var (first, last) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            var wavelength = spectra.Wavelength.Row(fiber);
            first = Math.Min(first, wavelength[0]);
            last = Math.Max(last, wavelength[^1]);
        }

        return Sampling.Linspace(first, last, GridPerRow * spectra.Bins);
    }

    private static ImmutableArray<int> DarkerHalf(FiberSpectra spectra)
    {
        var medians = new double[spectra.Count];
        var scratch = new float[spectra.Bins];
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            spectra.Flux.Row(fiber).CopyTo(scratch);
            medians[fiber] = OrderStatistics.Median(scratch.AsSpan());
        }

        return [.. Enumerable.Range(0, spectra.Count).OrderBy(fiber => medians[fiber]).Take(Math.Max(1, spectra.Count / 2)).Order()];
    }

    /// <summary>Median over the sky fibers that have any usable bin; 0 when none has.</summary>
    private static void MedianSky(
        FiberSpectra spectra,
        ImmutableArray<int> skyFibers,
        double[] grid,
        LitBins lit,
        Plane<double> onGrid,
        double[] median
    )
    {
        var count = 0;
        foreach (var fiber in skyFibers)
        {
            lit.Select(spectra.Wavelength.Row(fiber), spectra.Flux.Row(fiber), spectra.InverseVariance.Row(fiber));
            if (lit.Count > 0)
            {
                LinearInterpolation.Along(grid, lit.Wavelength, lit.Flux, onGrid.Row(count++));
            }
        }

        if (count == 0)
        {
            Array.Clear(median);
            return;
        }

        ColumnMedians.Fill(onGrid.Span[..(count * grid.Length)], [.. Enumerable.Range(0, count)], median);
    }

    private static void Subtract(FiberSpectra spectra, int fiber, double[] grid, double[] sky, Plane<float> model, double[] along)
    {
        LinearInterpolation.Along(spectra.Wavelength.Row(fiber), grid, sky, along);
        var flux = spectra.Flux.Row(fiber);
        var subtracted = model.Row(fiber);
        for (var bin = 0; bin < flux.Length; bin++)
        {
            flux[bin] = flux[bin] == 0 ? 0 : (float)(flux[bin] - along[bin]);
            subtracted[bin] += (float)along[bin];
        }
    }
}
