using QuickLook.Core.Numerics;

namespace QuickLook.Core.Formats.Traces;

/// <summary>Turns widths of the line-spread function in Angstrom (WSIGMA of older files) into widths in CCD rows (pipeline.md 1.5, point 3).</summary>
internal static class WavelengthWidths
{
    private const int Samples = 100;

    /// <summary>
    /// Widths in rows: at 100 wavelengths over the domain the width in Angstrom times the rows per Angstrom there, fitted by a series of the
    /// same degree.
    /// </summary>
    /// <param name="sigma">Widths in Angstrom, on the domain of <paramref name="traces"/>.</param>
    /// <param name="traces">Gives y of the same fibers.</param>
    public static CoefficientTable ToRows(CoefficientTable sigma, TraceSet traces)
    {
        var wavelengths = Sampling.Linspace(traces.WaveMin, traces.WaveMax, Samples);
        var step = Sampling.Gradient(wavelengths);
        var reduced = Array.ConvertAll(wavelengths, traces.Reduced);
        var projection = new LegendreProjection(reduced, sigma.Count - 1);
        var coefficients = new double[sigma.FiberCount * sigma.Count];
        var y = new double[Samples];
        var rows = new double[Samples];
        var width = new double[Samples];
        for (var fiber = 0; fiber < sigma.FiberCount; fiber++)
        {
            LegendreSeries.Values(traces.Y[fiber], reduced, y);
            Sampling.Gradient(y, rows);
            LegendreSeries.Values(sigma[fiber], reduced, width);
            for (var k = 0; k < Samples; k++)
            {
                width[k] *= rows[k] / step[k];
            }

            projection.Fit(width, coefficients.AsSpan(fiber * sigma.Count, sigma.Count));
        }

        return new CoefficientTable(coefficients, sigma.Count);
    }
}
