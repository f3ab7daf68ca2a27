using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Sky;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.FluxCalibration;

/// <summary>
/// Turns electrons into flux by the average calibration of the camera (pipeline.md 3.9), corrected for airmass and seeing. This divides by the exposure
/// time; the magnitudes of the quality tests divide once more, and their references assume it (7.2, 10).
/// </summary>
public static class Fluxing
{
    private const double MagnitudeToLog = -0.4;

    /// <summary>Calibrates in place.</summary>
    /// <param name="spectra">Sky-subtracted spectra in electrons/Å; changed to 1e-17 erg/s/cm²/Å. Where the calibration is not positive they become 0.</param>
    /// <param name="sky">The sky that was subtracted; its model is changed to the same unit. Null when none was.</param>
    /// <param name="calibration">The average calibration.</param>
    /// <param name="exposureSeconds">Exposure time.</param>
    /// <param name="airmass">Airmass; null to take the calibration's own.</param>
    /// <param name="seeingArcsec">Seeing, FWHM; null to take the calibration's own.</param>
    /// <returns>Done; or why not, when the exposure time is missing or not positive.</returns>
    public static Result<Done> Apply(
        FiberSpectra spectra,
        SkyModel? sky,
        Formats.Spectra.FluxCalibration calibration,
        double? exposureSeconds,
        double? airmass,
        double? seeingArcsec
    )
    {
        if (exposureSeconds is not > 0)
        {
            return new Failure("the raw header has no exposure time above 0, so the flux cannot be calibrated", "EXPTIME");
        }

        var factor = FactorOf(calibration, airmass ?? calibration.PivotAirmass, seeingArcsec ?? calibration.PivotSeeing);
        var electrons = new double[spectra.Bins];
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            LinearInterpolation.Along(spectra.Wavelength.Row(fiber), calibration.Wavelength, factor, electrons);
            for (var bin = 0; bin < electrons.Length; bin++)
            {
                electrons[bin] = electrons[bin] > 0 ? electrons[bin] * exposureSeconds.Value : 0;
            }

            SpectrumDivision.Divide(spectra.Flux.Row(fiber), electrons);
            SpectrumDivision.Weigh(spectra.InverseVariance.Row(fiber), electrons);
            if (sky is not null)
            {
                SpectrumDivision.Divide(sky.Model.Row(fiber), electrons);
            }
        }

        spectra.Unit = FiberSpectra.CalibratedFlux;
        return Done.Value;
    }

    private static double[] FactorOf(Formats.Spectra.FluxCalibration calibration, double airmass, double seeing)
    {
        var factor = new double[calibration.Wavelength.Length];
        for (var i = 0; i < factor.Length; i++)
        {
            var magnitudes =
                ((seeing - calibration.PivotSeeing) * calibration.SeeingTerm[i])
                + ((airmass - calibration.PivotAirmass) * calibration.AirmassTerm[i]);
            factor[i] = calibration.Average[i] * Math.Pow(10, MagnitudeToLog * magnitudes);
        }

        return factor;
    }
}
