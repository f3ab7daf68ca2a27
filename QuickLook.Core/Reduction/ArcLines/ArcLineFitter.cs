using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.ArcLines;

/// <summary>
/// Fits a Gaussian, integrated over bins, to each lamp line of each spectrum, and the run of the widths with wavelength by a parabola (pipeline.md 3.5,
/// ResolutionFit). The widths go into the traces in rows of the CCD.
/// </summary>
public static class ArcLineFitter
{
    private const int Degree = 2;
    private const int NodesPerTrace = 100;
    private const double StartCentre = 1;
    private const double StartSigma = 1;

    /// <summary>Fits all fibers.</summary>
    /// <param name="spectra">Extracted spectra of an arc.</param>
    /// <param name="traces">The traces that they were extracted along.</param>
    /// <param name="halfWindow">Bins on each side of a line's nearest bin, 2 to 50; normally 5.</param>
    /// <param name="selection">Which lines are looked for.</param>
    /// <param name="cancellationToken">Looked at between fibers.</param>
    /// <returns>Widths and traces, to be disposed by the caller; or what is wrong with the window.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Result<ArcLineFit> Fit(
        FiberSpectra spectra,
        TraceSet traces,
        int halfWindow,
        LineSelection selection,
        CancellationToken cancellationToken
    )
    {
        if (halfWindow is < 2 or > 50)
        {
            return new Failure($"the window around a line is 2 to 50 bins to each side, not {halfWindow}", "NBINS");
        }

        var lines = LampLines.Of(spectra.Camera.Arm);
        var sigma = new Plane<float>(spectra.Count, lines.Length, clear: false);
        var offset = new Plane<float>(spectra.Count, lines.Length, clear: false);
        sigma.Span.Fill(float.NaN);
        offset.Span.Fill(float.NaN);
        var rowSigma = new double[spectra.Count * (Degree + 1)];
        var widths = new WidthsAlongTrace(traces, NodesPerTrace, Degree);
        var fits = new List<LineWidth>(lines.Length);
        var remaining = Range.All;
        for (var fiber = 0; fiber < spectra.Count; fiber++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wavelength = spectra.Wavelength.Row(fiber);
            remaining = selection.Choose(lines, remaining, wavelength[0], wavelength[^1]);
            var (begin, count) = remaining.GetOffsetAndLength(lines.Length);
            fits.Clear();
            var failed = 0;
            for (var line = begin; line < begin + count; line++)
            {
                if (FitLine(wavelength, spectra.Flux.Row(fiber), lines[line], halfWindow, selection.TakesCutWindows) is not { } fit)
                {
                    failed++;
                    continue;
                }

                if (double.IsFinite(fit.SigmaError))
                {
                    sigma[fiber, line] = (float)fit.Sigma;
                    offset[fiber, line] = (float)(fit.Centre - lines[line]);
                    fits.Add(fit);
                }
            }

            var isUsable = selection.NeedsAllLines ? failed == 0 && fits.Count > 0 : fits.Count > Degree;
            if (isUsable)
            {
                widths.Fit(fiber, fits, rowSigma.AsSpan(fiber * (Degree + 1), Degree + 1));
            }
        }

        var table = new CoefficientTable(rowSigma, Degree + 1);
        return new ArcLineFit
        {
            Lines = lines.ToArray(),
            Sigma = sigma,
            Offset = offset,
            RowSigma = table,
            Traces = traces with { YSigma = table },
        };
    }

    /// <summary>Fits one line; null when it lies too close to an end, a bin in its window has no value, or the fit does not converge.</summary>
    private static LineWidth? FitLine(
        ReadOnlySpan<double> wavelength,
        ReadOnlySpan<float> flux,
        double line,
        int halfWindow,
        bool takesCutWindows
    )
    {
        var nearest = Nearest(wavelength, line);
        var (begin, end) = (nearest - halfWindow, nearest + halfWindow + 1);
        end = takesCutWindows ? Math.Min(end, wavelength.Length) : end;
        if (begin < 0 || end > wavelength.Length)
        {
            return null;
        }

        var bins = end - begin;
        Span<double> x = stackalloc double[bins];
        Span<double> y = stackalloc double[bins];
        double sum = 0;
        for (var i = 0; i < bins; i++)
        {
            x[i] = wavelength[begin + i] - line;
            y[i] = flux[begin + i];
            if (y[i] == 0 || !double.IsFinite(y[i]))
            {
                return null;
            }

            sum += y[i];
        }

        for (var i = 0; i < bins; i++)
        {
            y[i] /= sum;
        }

        Span<double> parameters = [StartCentre, StartSigma];
        Span<double> variance = stackalloc double[2];
        var outcome = LevenbergMarquardt.Fit(new PixelGaussianModel(x, y), parameters, variance);
        var error = Math.Sqrt(variance[1]);
        return outcome != LeastSquaresOutcome.NotConverged && parameters[1] != 0 && error != 0
            ? new LineWidth(line + parameters[0], parameters[1], error)
            : null;
    }

    private static int Nearest(ReadOnlySpan<double> wavelength, double line)
    {
        var above = wavelength.BinarySearch(line);
        above = above >= 0 ? above : ~above;
        if (above == 0)
        {
            return 0;
        }

        return above == wavelength.Length || line - wavelength[above - 1] <= wavelength[above] - line ? above - 1 : above;
    }
}
