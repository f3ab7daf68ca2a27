using QuickLook.Core.Numerics;

namespace QuickLook.Core.Formats.Traces;

/// <summary>
/// Wavelength by y, the traces turned round (pipeline.md 1.5, <c>wave_vs_y</c>): for each fiber a Legendre series of
/// u = 2 (y − YMin) / (YMax − YMin) − 1, fitted to a thousand points of the trace. Immutable, thread-safe.
/// </summary>
public sealed class InverseTraces
{
    private const int Nodes = 1000;
    private const int DegreesAboveCount = 2;

    private InverseTraces(CoefficientTable coefficients, double yMin, double yMax)
    {
        Coefficients = coefficients;
        YMin = yMin;
        YMax = yMax;
    }

    /// <summary>Coefficients of the series, Angstrom.</summary>
    public CoefficientTable Coefficients { get; }

    /// <summary>Lowest y of any trace, pixels.</summary>
    public double YMin { get; }

    /// <summary>Highest y of any trace, pixels.</summary>
    public double YMax { get; }

    /// <summary>Turns traces round.</summary>
    /// <param name="traces">Traces whose y rises with wavelength.</param>
    public static InverseTraces Of(TraceSet traces)
    {
        var (yMin, yMax) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            foreach (var end in (ReadOnlySpan<double>)[traces.YAt(fiber, traces.WaveMin), traces.YAt(fiber, traces.WaveMax)])
            {
                yMin = Math.Min(yMin, end);
                yMax = Math.Max(yMax, end);
            }
        }

        var wavelength = Sampling.Linspace(traces.WaveMin, traces.WaveMax, Nodes);
        double[] reduced = [.. wavelength.Select(traces.Reduced)];
        var y = new double[Nodes];
        var degree = traces.Y.Count + DegreesAboveCount;
        var coefficients = new double[traces.FiberCount * (degree + 1)];
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            LegendreSeries.Values(traces.Y[fiber], reduced, y);
            for (var k = 0; k < Nodes; k++)
            {
                y[k] = Reduced(y[k], yMin, yMax);
            }

            LegendreSeries.Fit(y, wavelength, degree).CopyTo(coefficients.AsSpan(fiber * (degree + 1)));
        }

        return new InverseTraces(new CoefficientTable(coefficients, degree + 1), yMin, yMax);
    }

    /// <summary>Wavelength of a fiber at a row, Angstrom; beyond the trace the series goes on and means little.</summary>
    /// <param name="fiber">Row of the trace set.</param>
    /// <param name="y">Pixels.</param>
    public double WavelengthAt(int fiber, double y) => LegendreSeries.Value(Coefficients[fiber], Reduced(y, YMin, YMax));

    private static double Reduced(double y, double yMin, double yMax) => ((y - yMin) * (2 / (yMax - yMin))) - 1;
}
