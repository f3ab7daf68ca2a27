namespace QuickLook.Core.Numerics;

/// <summary>
/// <see cref="PixelGaussian"/> of unit area at given pixels, for <see cref="LevenbergMarquardt"/>; parameters mean and σ (pipeline.md A.11).
/// </summary>
/// <param name="x">Middles of the pixels, ascending, 2 to 128; all count as wide as the distance of the first two.</param>
/// <param name="data">Values, as many, normalised to a sum of 1.</param>
public readonly ref struct PixelGaussianModel(ReadOnlySpan<double> x, ReadOnlySpan<double> data) : ILeastSquaresModel
{
    private readonly ReadOnlySpan<double> x = x;
    private readonly ReadOnlySpan<double> data = data;

    /// <inheritdoc/>
    public int ResidualCount => data.Length;

    /// <inheritdoc/>
    public void Residuals(scoped ReadOnlySpan<double> parameters, scoped Span<double> residuals)
    {
        PixelGaussian.Values(x, parameters[0], parameters[1], residuals);
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] -= data[i];
        }
    }
}
