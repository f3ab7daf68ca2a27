namespace QuickLook.Core.Numerics;

/// <summary>What <see cref="LevenbergMarquardt"/> fits: residuals as a function of parameters. Best a <c>readonly struct</c> over spans.</summary>
public interface ILeastSquaresModel
{
    /// <summary>Number of residuals, at least that of the parameters, at most 128.</summary>
    int ResidualCount { get; }

    /// <summary>Model minus data at the given parameters, divided by the errors where there are any.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="residuals">All <see cref="ResidualCount"/> residuals; written.</param>
    void Residuals(scoped ReadOnlySpan<double> parameters, scoped Span<double> residuals);
}
