using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Traces;

namespace QuickLook.Core.Reduction.ArcLines;

/// <summary>Widths of the lamp lines in every spectrum and their run with wavelength (pipeline.md 3.5). Whoever owns it disposes it.</summary>
public sealed class ArcLineFit : IDisposable
{
    /// <summary>The lines of this arm, vacuum wavelengths, Angstrom, ascending.</summary>
    public required double[] Lines { get; init; }

    /// <summary>Fitted Gaussian sigma of each line, Angstrom: <c>[fiber, line]</c>; NaN where the line was not fitted.</summary>
    public required Plane<float> Sigma { get; init; }

    /// <summary>Fitted centre minus the line's wavelength, Angstrom: <c>[fiber, line]</c>; NaN where the line was not fitted.</summary>
    public required Plane<float> Offset { get; init; }

    /// <summary>
    /// Width along the dispersion by wavelength, in rows: Legendre coefficients <c>[fiber, 3]</c> on the domain of the traces; all 0 for a fiber
    /// without a fit.
    /// </summary>
    public required CoefficientTable RowSigma { get; init; }

    /// <summary>The traces with <see cref="TraceSet.YSigma"/> set to <see cref="RowSigma"/>.</summary>
    public required TraceSet Traces { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Sigma.Dispose();
        Offset.Dispose();
    }
}
