using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Extraction;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// Shifts across the dispersion from the centre of light of each fiber's profile (pipeline.md 3.3.1): rows are added by four, the first moment about the
/// trace is taken in a window of seven pixels, and twenty-five such rows make a sample. The window cuts the wings, so about nine tenths of a true
/// shift are seen; no correction is made, as in the original.
/// </summary>
internal sealed class CrossDispersionShifts : IDisposable
{
    private const int RowsAdded = 4;
    private const int RowsPerSample = 25;
    private const int HalfWidth = 3;
    private const double LeastSignalToNoise = 3;
    private const double ErrorFloor = 0.01;

    /// <summary>Error of a sample times its signal to noise, pixels; about the size of the profile with a margin, as in the original.</summary>
    private const double ErrorScale = 20;

    private readonly TraceSet traces;
    private readonly int height;
    private readonly int width;
    private readonly Plane<float> pixels;
    private readonly Plane<float> variance;

    private CrossDispersionShifts(CcdImage image, TraceSet traces)
    {
        this.traces = traces;
        height = image.Height / RowsAdded;
        width = image.Width;
        pixels = new Plane<float>(height, width, clear: false);
        variance = new Plane<float>(height, width, clear: false);
        AddRows(image);
    }

    /// <summary>Measures all fibers.</summary>
    /// <param name="image">The preprocessed image.</param>
    /// <param name="traces">The calibration's traces.</param>
    /// <param name="cancellationToken">Looked at between fibers.</param>
    /// <returns>Samples that survived the clipping; none for fibers without light.</returns>
    public static ImmutableArray<ShiftSample> Measure(CcdImage image, TraceSet traces, CancellationToken cancellationToken)
    {
        using var work = new CrossDispersionShifts(image, traces);
        return work.MeasureAll(cancellationToken);
    }

    public void Dispose()
    {
        pixels.Dispose();
        variance.Dispose();
    }

    /// <summary>Sums of four rows; the variance is 0 where one of the four pixels has no weight or is masked.</summary>
    private void AddRows(CcdImage image)
    {
        for (var row = 0; row < height; row++)
        {
            var sums = pixels.Row(row);
            var weights = variance.Row(row);
            sums.Clear();
            weights.Clear();
            for (var k = 0; k < RowsAdded; k++)
            {
                AddRow(image, (row * RowsAdded) + k, sums, weights);
            }

            for (var column = 0; column < width; column++)
            {
                // The sum of the inverse variances, turned over: what the original calls the variance of the sum.
                weights[column] = weights[column] > 0 ? 1 / weights[column] : 0;
            }
        }
    }

    private static void AddRow(CcdImage image, int row, Span<float> sums, Span<float> weights)
    {
        var light = image.Pixels.Row(row);
        var inverse = image.InverseVariance.Row(row);
        var bits = image.Mask.Row(row);
        for (var column = 0; column < sums.Length; column++)
        {
            sums[column] += light[column];
            var isGood = bits[column] == 0 && inverse[column] > 0;
            weights[column] = isGood ? weights[column] + inverse[column] : float.NegativeInfinity;
        }
    }

    private ImmutableArray<ShiftSample> MeasureAll(CancellationToken cancellationToken)
    {
        var samples = ImmutableArray.CreateBuilder<ShiftSample>();
        if (height < 2)
        {
            return [];
        }

        var rows = new TraceRows(traces, height);
        double[] y = [.. Enumerable.Range(0, height).Select(row => row + 0.5)];
        var scaled = new double[height];
        var x = new double[height];
        var wavelength = new double[height];
        var ofFiber = new List<ShiftSample>();
        var clipping = new ShiftClipping(height / RowsPerSample);
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!rows.TrySelect(fiber))
            {
                continue;
            }

            for (var k = 0; k < height; k++)
            {
                scaled[k] = rows.Y[k] / RowsAdded;
            }

            LinearInterpolation.Along(y, scaled, rows.Wavelength, wavelength);
            LinearInterpolation.Along(y, scaled, rows.X, x);
            MeasureFiber(fiber, x, wavelength, ofFiber);
            samples.AddRange(clipping.Keep(ofFiber));
        }

        return samples.DrainToImmutable();
    }

    private void MeasureFiber(int fiber, double[] x, double[] wavelength, List<ShiftSample> samples)
    {
        samples.Clear();
        for (var begin = 0; begin + RowsPerSample <= height; begin += RowsPerSample)
        {
            double light = 0,
                moment = 0,
                noise = 0,
                sumX = 0,
                sumY = 0,
                sumWavelength = 0;
            for (var row = begin; row < begin + RowsPerSample; row++)
            {
                var (rowLight, rowMoment, rowNoise) = MomentsOf(row, x[row]);
                light += rowLight;
                moment += rowMoment;
                noise += rowNoise;
                sumX += rowLight * x[row];
                sumY += rowLight * row;
                sumWavelength += rowLight * wavelength[row];
            }

            var signalToNoise = light / Math.Sqrt(noise == 0 ? 1 : noise);
            if (signalToNoise > LeastSignalToNoise)
            {
                var scatter = ErrorScale / signalToNoise;
                samples.Add(
                    new ShiftSample(
                        fiber,
                        sumX / light,
                        (RowsAdded * sumY / light) - 0.5,
                        sumWavelength / light,
                        moment / light,
                        Math.Sqrt((scatter * scatter) + (ErrorFloor * ErrorFloor))
                    )
                );
            }
        }
    }

    /// <summary>
    /// Light, first moment about the trace, and variance in the window of one row. A pixel without weight voids light and moment of the row and ends
    /// it; the variance that was added before it stays, as in the original.
    /// </summary>
    private (double Light, double Moment, double Noise) MomentsOf(int row, double centre)
    {
        var begin = (int)Math.Floor(centre - HalfWidth);
        var end = (int)Math.Floor(centre + HalfWidth + 1);
        if (begin < 0 || end > width)
        {
            return default;
        }

        var sums = pixels.Row(row);
        var weights = variance.Row(row);
        double light = 0,
            moment = 0,
            noise = 0;
        for (var column = begin; column < end; column++)
        {
            if (!(weights[column] > 0))
            {
                return (0, 0, noise);
            }

            light += sums[column];
            moment += (column - centre) * sums[column];
            noise += weights[column];
        }

        return (light, moment, noise);
    }
}
