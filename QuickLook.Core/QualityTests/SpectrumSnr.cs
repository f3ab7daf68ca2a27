using QuickLook.Core.Reduction.Extraction;

namespace QuickLook.Core.QualityTests;

/// <summary>Signal to noise of each spectrum of a camera.</summary>
internal sealed class SpectrumSnr
{
    private SpectrumSnr(int count)
    {
        Median = new double[count];
        MedianInverseVariance = new double[count];
        GoodBins = new int[count];
    }

    /// <summary>Median over the bins of flux over error; NaN where there is none.</summary>
    public double[] Median { get; }

    /// <summary>Median inverse variance of the flux; NaN where there is none.</summary>
    public double[] MedianInverseVariance { get; }

    /// <summary>Number of bins with a value.</summary>
    public int[] GoodBins { get; }

    /// <summary>Measures.</summary>
    /// <param name="spectra">The spectra.</param>
    /// <param name="missing">What bins without a value mean to the medians.</param>
    public static SpectrumSnr Of(GriddedSpectra spectra, MissingBins missing)
    {
        var measured = new SpectrumSnr(spectra.Count);
        var snr = new float[spectra.Bins];
        var scratch = new float[spectra.Bins];
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            var flux = spectra.Flux.Row(fiber);
            var inverseVariance = spectra.InverseVariance.Row(fiber);
            for (var i = 0; i < snr.Length; i++)
            {
                snr[i] = flux[i] * MathF.Sqrt(inverseVariance[i]);
            }

            measured.Median[fiber] = missing.Median(snr, inverseVariance, scratch);
            measured.MedianInverseVariance[fiber] = missing.Median(inverseVariance, inverseVariance, scratch);
            measured.GoodBins[fiber] = MissingBins.CountGood(flux, inverseVariance);
        }

        return measured;
    }
}
