using System.Collections.Immutable;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// Finds how the image has moved against the calibration's traces, and moves the traces after it (pipeline.md 3.3). Spectrographs move by tenths of a
/// pixel with temperature.
/// </summary>
public static class Flexure
{
    private const int NodesPerTrace = 100;

    /// <summary>Measures all shifts of an image.</summary>
    /// <param name="image">The preprocessed image.</param>
    /// <param name="traces">The calibration's traces.</param>
    /// <param name="spectra">Spectra extracted along these traces.</param>
    /// <param name="cancellationToken">Ends the work with an exception.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TraceShifts Measure(CcdImage image, TraceSet traces, FiberSpectra spectra, CancellationToken cancellationToken) =>
        new(CrossDispersionShifts.Measure(image, traces, cancellationToken), DispersionShifts.Measure(spectra, traces, cancellationToken));

    /// <summary>Moves traces by surfaces that are fitted to the shifts.</summary>
    /// <param name="traces">The calibration's traces.</param>
    /// <param name="shifts">What was measured. The median of the shifts along the dispersion is taken out of them, since they are relative.</param>
    /// <param name="ccdWidth">Columns of the CCD.</param>
    /// <param name="note">Hears what was fitted, and which direction had to be left as it was.</param>
    /// <returns>
    /// The moved traces and the surfaces. A direction without any sample is not moved, and a note says so; a failure only when samples are there and
    /// even their mean cannot be fitted.
    /// </returns>
    public static Result<FlexedTraces> Adjust(TraceSet traces, TraceShifts shifts, int ccdWidth, Action<ReductionNote> note)
    {
        if (!SurfacePair.Fit(traces, shifts, ccdWidth, note).TryGet(out var surfaces, out var failure))
        {
            return failure;
        }

        return new FlexedTraces(Move(traces, surfaces), surfaces.Across, surfaces.Along);
    }

    private static TraceSet Move(TraceSet traces, SurfacePair surfaces)
    {
        var wavelength = Sampling.Linspace(traces.WaveMin, traces.WaveMax, NodesPerTrace);
        double[] reduced = [.. wavelength.Select(traces.Reduced)];
        var x = new double[NodesPerTrace];
        var y = new double[NodesPerTrace];
        var newX = new double[traces.X.Values.Length];
        var newY = new double[traces.Y.Values.Length];
        var projectionX = new LegendreProjection(reduced, traces.X.Count - 1);
        var projectionY = new LegendreProjection(reduced, traces.Y.Count - 1);
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            LegendreSeries.Values(traces.X[fiber], reduced, x);
            LegendreSeries.Values(traces.Y[fiber], reduced, y);
            for (var k = 0; k < NodesPerTrace; k++)
            {
                var (across, along) = surfaces.At(x[k], y[k]);
                x[k] += across;
                y[k] += along;
            }

            projectionX.Fit(x, newX.AsSpan(fiber * traces.X.Count, traces.X.Count));
            projectionY.Fit(y, newY.AsSpan(fiber * traces.Y.Count, traces.Y.Count));
        }

        return traces with
        {
            X = new CoefficientTable(newX, traces.X.Count),
            Y = new CoefficientTable(newY, traces.Y.Count),
        };
    }
}
