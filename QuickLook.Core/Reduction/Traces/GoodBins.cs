using QuickLook.Core.Formats.Spectra;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// The bins of one spectrum that a comparison may use: those with weight and no masked neighbour within three bins, because the light of a masked row
/// leaks into its neighbours' shape (pipeline.md 3.3.2). Holds scratch; not thread-safe.
/// </summary>
internal sealed class GoodBins
{
    private static readonly int[] Offsets = [-2, -1, 1, 2];

    private readonly bool[] isBad;
    private readonly bool[] before;
    private readonly double[] wavelength;
    private readonly double[] flux;
    private readonly double[] inverseVariance;

    /// <summary>Prepares scratch.</summary>
    /// <param name="bins">Bins of a spectrum.</param>
    public GoodBins(int bins)
    {
        isBad = new bool[bins];
        before = new bool[bins];
        wavelength = new double[bins];
        flux = new double[bins];
        inverseVariance = new double[bins];
    }

    /// <summary>Number of good bins.</summary>
    public int Count { get; private set; }

    /// <summary>Wavelengths of the good bins, Angstrom.</summary>
    public ReadOnlySpan<double> Wavelength => wavelength.AsSpan(0, Count);

    /// <summary>Flux of the good bins.</summary>
    public ReadOnlySpan<double> Flux => flux.AsSpan(0, Count);

    /// <summary>Inverse variance of all bins, 0 for those that are not good.</summary>
    public ReadOnlySpan<double> InverseVariance => inverseVariance;

    /// <summary>Collects the good bins of a spectrum.</summary>
    public void Select(FiberSpectra spectra, int fiber)
    {
        var weights = spectra.InverseVariance.Row(fiber);
        for (var i = 0; i < isBad.Length; i++)
        {
            isBad[i] = !(weights[i] > 0);
        }

        // Two bins at each end keep their own state; each pass sees the result of the one before.
        foreach (var offset in Offsets)
        {
            isBad.CopyTo(before, 0);
            for (var i = 2; i < isBad.Length - 2; i++)
            {
                isBad[i] |= before[i + offset];
            }
        }

        Count = 0;
        var waves = spectra.Wavelength.Row(fiber);
        var values = spectra.Flux.Row(fiber);
        for (var i = 0; i < isBad.Length; i++)
        {
            inverseVariance[i] = isBad[i] ? 0 : weights[i];
            if (!isBad[i])
            {
                wavelength[Count] = waves[i];
                flux[Count++] = values[i];
            }
        }
    }
}
