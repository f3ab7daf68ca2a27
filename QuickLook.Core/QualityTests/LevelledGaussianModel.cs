using QuickLook.Core.Numerics;

namespace QuickLook.Core.QualityTests;

/// <summary>A·exp(-(i-μ)²/(2σ²)) + B at i = 0, 1, ..., for <see cref="LevenbergMarquardt"/>; parameters A, μ, σ, B.</summary>
/// <param name="data">Values at 0, 1, ...; 4 to 128, not kept beyond the stack frame.</param>
internal readonly ref struct LevelledGaussianModel(ReadOnlySpan<double> data) : ILeastSquaresModel
{
    private readonly ReadOnlySpan<double> data = data;

    /// <inheritdoc/>
    public int ResidualCount => data.Length;

    /// <inheritdoc/>
    public void Residuals(scoped ReadOnlySpan<double> parameters, scoped Span<double> residuals)
    {
        var (amplitude, mean, level) = (parameters[0], parameters[1], parameters[3]);
        var twiceVariance = 2 * (parameters[2] * parameters[2]);
        for (var i = 0; i < data.Length; i++)
        {
            var t = i - mean;
            residuals[i] = (amplitude * Math.Exp(-(t * t) / twiceVariance)) + level - data[i];
        }
    }
}
