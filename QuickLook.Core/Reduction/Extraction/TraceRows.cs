using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;

namespace QuickLook.Core.Reduction.Extraction;

/// <summary>
/// Turns traces, which are functions of wavelength, into functions of y: each fiber is sampled at evenly spaced wavelengths, and what lies between
/// is linear (pipeline.md 3.3.1, 3.4). Holds scratch for one fiber at a time; not thread-safe.
/// </summary>
internal sealed class TraceRows
{
    private readonly TraceSet traces;
    private readonly double[] reduced;

    /// <summary>Prepares sampling.</summary>
    /// <param name="traces">The traces.</param>
    /// <param name="samples">Number of wavelengths, at least 2.</param>
    public TraceRows(TraceSet traces, int samples)
    {
        this.traces = traces;
        Wavelength = Sampling.Linspace(traces.WaveMin, traces.WaveMax, samples);
        reduced = [.. Wavelength.Select(traces.Reduced)];
        X = new double[samples];
        Y = new double[samples];
        YSigma = traces.YSigma is null ? [] : new double[samples];
    }

    /// <summary>The wavelengths, Angstrom.</summary>
    public double[] Wavelength { get; }

    /// <summary>x of the fiber there, pixels.</summary>
    public double[] X { get; }

    /// <summary>y of the fiber there, pixels, ascending after a successful <see cref="TrySelect"/>.</summary>
    public double[] Y { get; }

    /// <summary>Width of the fiber's image along y there, pixels; empty when the traces have none.</summary>
    public double[] YSigma { get; }

    /// <summary>Samples a fiber.</summary>
    /// <param name="fiber">Row of the trace set.</param>
    /// <returns>False when y does not rise with wavelength, so that it cannot be turned round.</returns>
    public bool TrySelect(int fiber)
    {
        LegendreSeries.Values(traces.X[fiber], reduced, X);
        LegendreSeries.Values(traces.Y[fiber], reduced, Y);
        if (traces.YSigma is { } sigma)
        {
            LegendreSeries.Values(sigma[fiber], reduced, YSigma);
        }

        for (var k = 1; k < Y.Length; k++)
        {
            if (!(Y[k] > Y[k - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
