namespace QuickLook.Core.Reduction;

/// <summary>The bins of one spectrum that have weight, side by side, as nodes to interpolate between. Holds scratch; not thread-safe.</summary>
internal sealed class LitBins
{
    private readonly double[] wavelength;
    private readonly double[] flux;
    private readonly double[] inverseVariance;

    /// <summary>Prepares scratch.</summary>
    /// <param name="bins">Bins of a spectrum.</param>
    public LitBins(int bins)
    {
        wavelength = new double[bins];
        flux = new double[bins];
        inverseVariance = new double[bins];
    }

    /// <summary>Number of bins with weight.</summary>
    public int Count { get; private set; }

    /// <summary>Their wavelengths, Angstrom.</summary>
    public ReadOnlySpan<double> Wavelength => wavelength.AsSpan(0, Count);

    /// <summary>Their flux.</summary>
    public ReadOnlySpan<double> Flux => flux.AsSpan(0, Count);

    /// <summary>Their inverse variance.</summary>
    public ReadOnlySpan<double> InverseVariance => inverseVariance.AsSpan(0, Count);

    /// <summary>Collects the bins with a finite flux and a positive weight.</summary>
    public void Select(ReadOnlySpan<double> waves, ReadOnlySpan<float> values, ReadOnlySpan<float> weights) =>
        Select(waves, values, weights, excluded: []);

    /// <summary>Collects the bins with a finite flux and a positive weight whose bits are 0.</summary>
    /// <param name="waves">Wavelengths.</param>
    /// <param name="values">Flux.</param>
    /// <param name="weights">Inverse variance.</param>
    /// <param name="excluded">Bits; empty for none.</param>
    public void Select(ReadOnlySpan<double> waves, ReadOnlySpan<float> values, ReadOnlySpan<float> weights, ReadOnlySpan<uint> excluded)
    {
        Count = 0;
        for (var i = 0; i < waves.Length; i++)
        {
            if (weights[i] > 0 && float.IsFinite(values[i]) && (excluded.IsEmpty || excluded[i] == 0))
            {
                wavelength[Count] = waves[i];
                flux[Count] = values[i];
                inverseVariance[Count++] = weights[i];
            }
        }
    }
}
