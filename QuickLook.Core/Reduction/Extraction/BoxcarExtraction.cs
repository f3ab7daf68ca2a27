using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats.Spectra;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Instrument;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Extraction;

/// <summary>
/// Sums the pixels beside each trace, row by row (pipeline.md 3.4, Extract_QP): every fiber gets a spectrum on the rows of the CCD. A row any of
/// whose pixels is masked, has no variance or lies outside the CCD gives flux and inverse variance 0.
/// </summary>
public static class BoxcarExtraction
{
    /// <summary>Pixels across a fiber that are summed, unless a recipe says otherwise.</summary>
    public const int DefaultWidth = 7;

    private const int RowsPerSample = 4;
    private const int LargestWidth = 31;

    /// <summary>Extracts all fibers.</summary>
    /// <param name="image">The preprocessed image.</param>
    /// <param name="traces">Where the fibers are; at least one.</param>
    /// <param name="fibers">The fiber of each trace.</param>
    /// <param name="header">Header for the spectra.</param>
    /// <param name="fullWidth">Pixels across a fiber that are summed, odd, 1 to 31.</param>
    /// <param name="cancellationToken">Looked at between fibers.</param>
    /// <returns>
    /// Spectra in electrons/Å, to be disposed by the caller; or a failure when a trace cannot be followed: its y, or its wavelength from row to row,
    /// does not rise.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Result<FiberSpectra> Extract(
        CcdImage image,
        TraceSet traces,
        ImmutableArray<FiberId> fibers,
        FitsHeader header,
        int fullWidth,
        CancellationToken cancellationToken
    )
    {
        if (fullWidth is < 1 or > LargestWidth || fullWidth % 2 == 0)
        {
            return new Failure($"the width of a fiber is an odd number of pixels from 1 to {LargestWidth}, not {fullWidth}", "FullWidth");
        }

        if (image.Height < 2 * RowsPerSample)
        {
            return new Failure($"the image has {image.Height} rows; at least {2 * RowsPerSample} are needed to extract spectra");
        }

        var spectra = new FiberSpectra
        {
            Camera = image.Camera,
            Fibers = fibers,
            Wavelength = new Plane<double>(traces.FiberCount, image.Height, clear: false),
            Flux = new Plane<float>(traces.FiberCount, image.Height, clear: false),
            InverseVariance = new Plane<float>(traces.FiberCount, image.Height, clear: false),
            RowSigma = traces.YSigma is null ? null : new Plane<float>(traces.FiberCount, image.Height, clear: false),
            Header = header,
        };
        using var windows = new Plane<int>(traces.FiberCount, image.Height, clear: false);
        var rows = new TraceRows(traces, image.Height / RowsPerSample);
        double[] y = [.. Enumerable.Range(0, image.Height).Select(row => (double)row)];
        var x = new double[image.Height];
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wavelength = spectra.Wavelength.Row(fiber);
            if (!rows.TrySelect(fiber) || !TryWavelengths(rows, y, wavelength))
            {
                spectra.Dispose();
                return new Failure($"the trace of fiber {fibers[fiber]} does not rise with wavelength, so it cannot be followed");
            }

            LinearInterpolation.Along(y, rows.Y, rows.X, x);
            FillWindows(x, fullWidth, image.Width, windows.Row(fiber));
            if (spectra.RowSigma is { } sigma)
            {
                FillSigma(rows, y, x, sigma.Row(fiber));
            }
        }

        WindowSums.Fill(image, windows, fullWidth, spectra);
        return spectra;
    }

    /// <summary>First pixel of each row's window; below 0 where the window does not lie on the CCD.</summary>
    private static void FillWindows(double[] x, int fullWidth, int width, Span<int> windows)
    {
        var half = fullWidth / 2;
        for (var row = 0; row < windows.Length; row++)
        {
            var begin = (int)Math.Floor(x[row] - half);
            windows[row] = begin <= width - fullWidth ? begin : -1;
        }
    }

    /// <summary>Wavelength of each row; beyond the ends of the trace with the slope of its last interval.</summary>
    private static bool TryWavelengths(TraceRows rows, double[] y, Span<double> wavelength)
    {
        LinearInterpolation.Along(y, rows.Y, rows.Wavelength, wavelength);
        var step = rows.Wavelength[1] - rows.Wavelength[0];
        var (first, last) = (rows.Y[0], rows.Y[^1]);
        var (firstSlope, lastSlope) = (step / (rows.Y[1] - first), step / (last - rows.Y[^2]));
        for (var row = 0; row < wavelength.Length; row++)
        {
            if (row < first)
            {
                wavelength[row] = rows.Wavelength[0] + ((row - first) * firstSlope);
            }
            else if (row > last)
            {
                wavelength[row] = rows.Wavelength[^1] + ((row - last) * lastSlope);
            }

            if (row > 0 && !(wavelength[row] > wavelength[row - 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static void FillSigma(TraceRows rows, double[] y, double[] scratch, Span<float> sigma)
    {
        LinearInterpolation.Along(y, rows.Y, rows.YSigma, scratch);
        for (var row = 0; row < sigma.Length; row++)
        {
            sigma[row] = (float)scratch[row];
        }
    }
}
