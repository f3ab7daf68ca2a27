using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.ArcLines;

/// <summary>
/// Turns the widths of a fiber's lines, in Angstrom, into a Legendre series of its width in rows of the CCD. Holds scratch; not thread-safe.
/// </summary>
internal sealed class WidthsAlongTrace
{
    private readonly TraceSet traces;
    private readonly int degree;
    private readonly double[] reduced;
    private readonly double[] wavelengthSteps;
    private readonly double[] y;
    private readonly double[] rowSteps;
    private readonly double[] widths;
    private readonly LegendreProjection projection;

    /// <summary>Prepares nodes.</summary>
    /// <param name="traces">The traces.</param>
    /// <param name="nodes">Wavelengths at which widths are turned into rows.</param>
    /// <param name="degree">Degree of both series.</param>
    public WidthsAlongTrace(TraceSet traces, int nodes, int degree)
    {
        this.traces = traces;
        this.degree = degree;
        var wavelength = Sampling.Linspace(traces.WaveMin, traces.WaveMax, nodes);
        wavelengthSteps = Sampling.Gradient(wavelength);
        reduced = [.. wavelength.Select(traces.Reduced)];
        projection = new LegendreProjection(reduced, degree);
        y = new double[nodes];
        rowSteps = new double[nodes];
        widths = new double[nodes];
    }

    /// <summary>Fits a fiber. Weights are 1/error², which multiply residuals, as in the original.</summary>
    /// <param name="fiber">Row of the traces.</param>
    /// <param name="lines">At least one line.</param>
    /// <param name="rowSigma">Receives the coefficients.</param>
    public void Fit(int fiber, List<LineWidth> lines, Span<double> rowSigma)
    {
        var series = LegendreSeries.Fit(
            [.. lines.Select(line => traces.Reduced(line.Centre))],
            [.. lines.Select(line => line.Sigma)],
            degree,
            [.. lines.Select(line => 1 / (line.SigmaError * line.SigmaError))]
        );
        LegendreSeries.Values(series, reduced, widths);
        LegendreSeries.Values(traces.Y[fiber], reduced, y);
        Sampling.Gradient(y, rowSteps);
        for (var k = 0; k < widths.Length; k++)
        {
            widths[k] *= rowSteps[k] / wavelengthSteps[k];
        }

        projection.Fit(widths, rowSigma);
    }
}
