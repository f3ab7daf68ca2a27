using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Extraction;

/// <summary>Resamples the spectra of all fibers to one grid (pipeline.md 3.4, <c>asframe</c>).</summary>
public static class CommonGrid
{
    /// <summary>Resamples, conserving flux.</summary>
    /// <param name="spectra">At least one spectrum of at least two bins.</param>
    /// <returns>
    /// Spectra on the wavelengths that all fibers have, in steps of the smallest bin of the middle fiber; without bins when the fibers share no
    /// wavelength. To be disposed by the caller.
    /// </returns>
    public static GriddedSpectra Resample(FiberSpectra spectra)
    {
        var grid = GridOf(spectra);
        var flux = new Plane<float>(spectra.Count, grid.Length);
        var inverseVariance = new Plane<float>(spectra.Count, grid.Length);
        if (grid.Length >= 2)
        {
            for (var fiber = 0; fiber < spectra.Count; fiber++)
            {
                FluxResampling.Resample(
                    grid,
                    spectra.Wavelength.Row(fiber),
                    spectra.Flux.Row(fiber),
                    spectra.InverseVariance.Row(fiber),
                    flux.Row(fiber),
                    inverseVariance.Row(fiber)
                );
            }
        }

        return new GriddedSpectra
        {
            Wavelength = grid,
            Flux = flux,
            InverseVariance = inverseVariance,
        };
    }

    private static double[] GridOf(FiberSpectra spectra)
    {
        var steps = new double[spectra.Bins];
        Sampling.Gradient(spectra.Wavelength.Row(spectra.Count / 2), steps);
        var step = steps.Min();
        var (first, last) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            var wavelength = spectra.Wavelength.Row(fiber);
            first = Math.Max(first, wavelength[0]);
            last = Math.Min(last, wavelength[^1]);
        }

        return step > 0 && last > first ? Sampling.Linspace(first, last, (int)((last - first) / step) + 1) : [];
    }
}
