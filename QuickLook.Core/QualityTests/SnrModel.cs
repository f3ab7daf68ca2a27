namespace QuickLook.Core.QualityTests;

/// <summary>
/// Signal to noise of one bin by brightness (pipeline.md 4.3, Calculate_SNR): S(x) = T a x / √(T (a x + b)), with x the flux in nanomaggies and T
/// the exposure time in seconds. What is under the root are the counts of target and background.
/// </summary>
/// <param name="Slope">a: counts per second of a target of flux 1.</param>
/// <param name="Background">b: counts per second of the background.</param>
internal readonly record struct SnrModel(double Slope, double Background)
{
    /// <summary>Number of parameters.</summary>
    public const int Parameters = 2;

    /// <summary>The model's value.</summary>
    /// <param name="flux">Nanomaggies.</param>
    /// <param name="exposureTime">Seconds.</param>
    /// <returns>NaN where the model is not defined.</returns>
    public double Value(double flux, double exposureTime) =>
        exposureTime * Slope * flux / Math.Sqrt(exposureTime * ((Slope * flux) + Background));
}
