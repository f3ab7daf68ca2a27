using System.Collections.Immutable;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>A part of a spectrum.</summary>
public static class SpectrumPart
{
    /// <summary>The bins within a range of wavelengths, and one more on each side so that lines reach its ends.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="low">Lower end, Angstrom.</param>
    /// <param name="high">Upper end, Angstrom.</param>
    /// <returns>The part; with empty lists when none of its bins is within.</returns>
    public static FiberSpectrum Of(FiberSpectrum spectrum, double low, double high)
    {
        var from = First(spectrum.Wavelength, low, isInclusive: true);
        var to = First(spectrum.Wavelength, high, isInclusive: false);
        if (from >= to)
        {
            return spectrum with { Wavelength = [], Flux = [], InverseVariance = [], Sky = [] };
        }

        from = Math.Max(0, from - 1);
        to = Math.Min(spectrum.Wavelength.Length, to + 1);
        return spectrum with
        {
            Wavelength = spectrum.Wavelength[from..to],
            Flux = spectrum.Flux[from..to],
            InverseVariance = spectrum.InverseVariance.IsEmpty ? [] : spectrum.InverseVariance[from..to],
            Sky = spectrum.Sky.IsEmpty ? [] : spectrum.Sky[from..to],
        };
    }

    // Position of the first wavelength that is not below (or, exclusive, above) a value.
    private static int First(ImmutableArray<double> wavelengths, double value, bool isInclusive)
    {
        var (low, high) = (0, wavelengths.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (wavelengths[middle] < value || (!isInclusive && wavelengths[middle] <= value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
