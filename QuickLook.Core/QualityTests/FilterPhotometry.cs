using QuickLook.Core.Reduction.Extraction;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Light of spectra through a filter (pipeline.md 4.3, Sky_Rband). The magnitudes have the original's nominal zero point, which its
/// references assume: 21.1, without the 1e-17 of the flux unit, without dividing by the filter's area, and with the exposure time divided out
/// although the spectra are per second already.
/// </summary>
internal sealed class FilterPhotometry
{
    /// <summary>Part of a filter that must lie on good bins for a magnitude to mean something.</summary>
    public const double LeastCoverage = 0.75;

    private const double ZeroPoint = 21.1;
    private readonly double[] weights;
    private readonly double total;

    /// <summary>Prepares for spectra on this grid.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="wavelength">The grid, Angstrom.</param>
    public FilterPhotometry(FilterCurve filter, double[] wavelength)
    {
        // The trapezoid rule as a weighted sum.
        weights = filter.On(wavelength);
        for (var i = 0; i < weights.Length; i++)
        {
            var before = i == 0 ? 0 : wavelength[i] - wavelength[i - 1];
            var after = i == weights.Length - 1 ? 0 : wavelength[i + 1] - wavelength[i];
            weights[i] *= (before + after) / 2;
            total += weights[i];
        }
    }

    /// <summary>Measures one spectrum.</summary>
    /// <param name="spectra">The spectra.</param>
    /// <param name="fiber">Which one.</param>
    /// <returns>
    /// Integral of response and flux over the wavelength, and the part of the filter that lies on good bins (0 when the grid does not see the
    /// filter at all).
    /// </returns>
    public (double Integral, double Coverage) Measure(GriddedSpectra spectra, int fiber)
    {
        var flux = spectra.Flux.Row(fiber);
        var inverseVariance = spectra.InverseVariance.Row(fiber);
        var (integral, covered) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0 && MissingBins.IsGood(flux[i], inverseVariance[i]))
            {
                integral += weights[i] * flux[i];
                covered += weights[i];
            }
        }

        return (integral, total > 0 ? covered / total : 0);
    }

    /// <summary>Nominal magnitude of an integral.</summary>
    /// <param name="integral">As measured; NaN results when it is not above 0.</param>
    /// <param name="exposureTime">Seconds.</param>
    public static double Magnitude(double integral, double exposureTime) =>
        integral > 0 ? ZeroPoint - (2.5 * Math.Log10(integral / exposureTime)) : double.NaN;
}
