namespace QuickLook.Core.QualityTests.Readings;

/// <summary>
/// Signal to noise of a type of targets by magnitude, as it was fitted (features.md 3.1): S = a F t / √(t (a F + b)) with F = 10^(−0.4 (m − 22.5)).
/// </summary>
/// <param name="Slope">a: counts per second of a target of flux 1 nanomaggy.</param>
/// <param name="Background">b: counts per second of the background.</param>
/// <param name="ExposureSeconds">t: exposure time, seconds.</param>
public readonly record struct SnrCurve(double Slope, double Background, double ExposureSeconds)
{
    private const double ZeroPoint = 22.5;

    /// <summary>The curve's value.</summary>
    /// <param name="magnitude">Magnitude.</param>
    /// <returns>NaN where the curve is not defined.</returns>
    public double At(double magnitude) =>
        new SnrModel(Slope, Background).Value(Math.Pow(10, -0.4 * (magnitude - ZeroPoint)), ExposureSeconds);
}
