namespace QuickLook.Core.Numerics;

/// <summary>
/// A·exp(-(i-μ)²/(2σ²)) at i = 0, 1, ..., for <see cref="LevenbergMarquardt"/>; parameters A, μ, σ. There is no background term: what the data
/// stand on makes σ too large (pipeline.md B8). σ may come out negative; its sign means nothing.
/// </summary>
/// <param name="data">Values at 0, 1, ...; 3 to 128, not kept beyond the stack frame.</param>
public readonly ref struct GaussianModel(ReadOnlySpan<double> data) : ILeastSquaresModel
{
    private readonly ReadOnlySpan<double> data = data;

    /// <inheritdoc/>
    public int ResidualCount => data.Length;

    /// <inheritdoc/>
    public void Residuals(scoped ReadOnlySpan<double> parameters, scoped Span<double> residuals)
    {
        var amplitude = parameters[0];
        var mean = parameters[1];
        var twiceVariance = 2 * (parameters[2] * parameters[2]);
        for (var i = 0; i < data.Length; i++)
        {
            var t = i - mean;
            residuals[i] = (amplitude * Math.Exp(-(t * t) / twiceVariance)) - data[i];
        }
    }
}
