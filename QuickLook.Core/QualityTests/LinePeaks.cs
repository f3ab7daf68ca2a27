using QuickLook.Core.Reduction.Extraction;

namespace QuickLook.Core.QualityTests;

/// <summary>Brightness of emission lines in a spectrum: five bins around each, outer ones half (pipeline.md 4.3, Sky_Peaks).</summary>
internal static class LinePeaks
{
    private const int HalfWidth = 2;

    /// <summary>Nearest bins of lines; lines that are not at least two bins inside the grid are skipped.</summary>
    /// <param name="lines">Wavelengths, Angstrom.</param>
    /// <param name="wavelength">The grid, ascending, Angstrom.</param>
    public static int[] BinsOf(IReadOnlyList<double> lines, double[] wavelength) =>
        [.. lines.Select(line => NearestBin(wavelength, line)).OfType<int>()];

    /// <summary>Counts in all lines of a fiber; NaN when there is no line.</summary>
    /// <param name="spectra">The spectra.</param>
    /// <param name="fiber">Which.</param>
    /// <param name="bins">From <see cref="BinsOf"/>.</param>
    /// <param name="missing">What a line without good bins has.</param>
    public static double Count(GriddedSpectra spectra, int fiber, int[] bins, MissingBins missing)
    {
        var sum = bins.Length == 0 ? double.NaN : 0;
        foreach (var bin in bins)
        {
            var window = (bin - HalfWidth)..(bin + HalfWidth + 1);
            var flux = spectra.Flux.Row(fiber)[window];

            // The trapezoid rule: the sum of all bins without half of each end.
            sum += missing.Sum(flux, spectra.InverseVariance.Row(fiber)[window]) - (0.5 * ((double)flux[0] + flux[^1]));
        }

        return sum;
    }

    private static int? NearestBin(double[] wavelength, double line)
    {
        if (wavelength.Length <= 2 * HalfWidth || !(line >= wavelength[0] && line <= wavelength[^1]))
        {
            return null;
        }

        var bin = WavelengthGrid.Nearest(wavelength, line);
        return bin >= HalfWidth && bin < wavelength.Length - HalfWidth ? bin : null;
    }
}
