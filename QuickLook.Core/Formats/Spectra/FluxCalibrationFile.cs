using QuickLook.Core.Fits;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Spectra;

/// <summary>
/// Reads average flux calibrations (pipeline.md 1.3): FLUXCALIB, the first HDU, with ATERM (PAIRMASS), STERM (PSEEING) and WAVELENGTH, each with
/// one value per wavelength. Further HDUs are ignored.
/// </summary>
public static class FluxCalibrationFile
{
    /// <summary>Reads a flux calibration.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <returns>
    /// The calibration; or what is wrong, with file, HDU and keyword: an HDU or keyword that is missing, arrays of different length, values
    /// that are not finite, wavelengths that do not ascend.
    /// </returns>
    public static Result<FluxCalibration> Read(string path)
    {
        if (!FitsFile.Open(path).TryGet(out var file, out var failure))
        {
            return failure;
        }

        using (file)
        {
            return Read(file);
        }
    }

    private static Result<FluxCalibration> Read(FitsFile file)
    {
        var averageHdu = file.Find("FLUXCALIB") ?? file.Hdus[0];
        if (averageHdu.Axes is not [var bins])
        {
            return new Failure("the calibration has one axis, wavelength", NamedHdus.Place(file, averageHdu));
        }

        if (
            !NamedHdus.ReadFinite(file, averageHdu, bins).TryGet(out var average, out var failure)
            || !NamedHdus.Get(file, "ATERM").TryGet(out var airmassHdu, out failure)
            || !NamedHdus.Get(file, "STERM").TryGet(out var seeingHdu, out failure)
            || !NamedHdus.Get(file, "WAVELENGTH").TryGet(out var wavelengthHdu, out failure)
            || !NamedHdus.ReadFinite(file, airmassHdu, bins).TryGet(out var airmassTerm, out failure)
            || !NamedHdus.ReadFinite(file, seeingHdu, bins).TryGet(out var seeingTerm, out failure)
            || !NamedHdus.ReadWavelengths(file, wavelengthHdu, bins).TryGet(out var wavelength, out failure)
            || !ReadPivot(file, airmassHdu, "PAIRMASS").TryGet(out var pivotAirmass, out failure)
            || !ReadPivot(file, seeingHdu, "PSEEING").TryGet(out var pivotSeeing, out failure)
        )
        {
            return failure;
        }

        return new FluxCalibration
        {
            Wavelength = wavelength,
            Average = average,
            AirmassTerm = airmassTerm,
            PivotAirmass = pivotAirmass,
            SeeingTerm = seeingTerm,
            PivotSeeing = pivotSeeing,
        };
    }

    private static Result<double> ReadPivot(FitsFile file, FitsHdu hdu, string keyword) =>
        hdu.Header.GetDouble(keyword) is var pivot && pivot.Failure is { } failure ? failure.In(NamedHdus.FileName(file))
        : double.IsFinite(pivot.Value) ? pivot
        : new Failure($"{keyword} is not finite", NamedHdus.Place(file, hdu));
}
