using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
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
    private readonly bool[] isUsable;

    /// <summary>Where each fiber is on each summed row, and its wavelength there: <c>[fiber, row]</c>.</summary>
    private readonly Plane<double> x;
    private readonly Plane<double> wavelength;

    /// <summary>Sums of four rows; the variance is 0 where one of the four pixels has no weight or is masked.</summary>
    private readonly float[] pixels;
    private readonly float[] variance;
    private readonly Sums[] sums;

    private CrossDispersionShifts(CcdImage image, TraceSet traces)
    {
        this.traces = traces;
        height = image.Height / RowsAdded;
        width = image.Width;
        isUsable = new bool[traces.FiberCount];
        x = new Plane<double>(traces.FiberCount, height, clear: false);
        wavelength = new Plane<double>(traces.FiberCount, height, clear: false);
        pixels = new float[width];
        variance = new float[width];
        sums = new Sums[traces.FiberCount * (height / RowsPerSample)];
    }

    /// <summary>Measures all fibers.</summary>
    /// <param name="image">The preprocessed image.</param>
    /// <param name="traces">The calibration's traces.</param>
    /// <param name="cancellationToken">Looked at between samples.</param>
    /// <returns>Samples that survived the clipping; none for fibers without light.</returns>
    public static ImmutableArray<ShiftSample> Measure(CcdImage image, TraceSet traces, CancellationToken cancellationToken)
    {
        using var work = new CrossDispersionShifts(image, traces);
        if (work.height < 2)
        {
            return [];
        }

        work.Follow();
        work.AddAll(image, cancellationToken);
        return work.Collect();
    }

    public void Dispose()
    {
        x.Dispose();
        wavelength.Dispose();
    }

    private void Follow()
    {
        var rows = new TraceRows(traces, height);
        double[] y = [.. Enumerable.Range(0, height).Select(row => row + 0.5)];
        var scaled = new double[height];
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            isUsable[fiber] = rows.TrySelect(fiber);
            if (isUsable[fiber])
            {
                TensorPrimitives.Divide(rows.Y, RowsAdded, scaled);
                LinearInterpolation.Along(y, scaled, rows.Wavelength, wavelength.Row(fiber));
                LinearInterpolation.Along(y, scaled, rows.X, x.Row(fiber));
            }
        }
    }

    /// <summary>Goes over the image once, as its pixels lie in memory, with all fibers side by side.</summary>
    private void AddAll(CcdImage image, CancellationToken cancellationToken)
    {
        var samples = height / RowsPerSample;
        for (var row = 0; row < samples * RowsPerSample; row++)
        {
            if (row % RowsPerSample == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            AddRows(image, row * RowsAdded);
            for (var fiber = 0; fiber < traces.FiberCount; fiber++)
            {
                if (isUsable[fiber])
                {
                    AddMoments(row, x[fiber, row], wavelength[fiber, row], ref sums[(fiber * samples) + (row / RowsPerSample)]);
                }
            }
        }
    }

    private void AddRows(CcdImage image, int first)
    {
        var span = RowsAdded * width;
        var light = image.Pixels.Span.Slice(first * width, span);
        var inverse = image.InverseVariance.Span.Slice(first * width, span);
        var bits = image.Mask.Span.Slice(first * width, span);
        var column = 0;
        for (; column <= width - Vector<ushort>.Count; column += Vector<ushort>.Count)
        {
            var masked = Vector<ushort>.Zero;
            for (var at = column; at < span; at += width)
            {
                masked |= new Vector<ushort>(bits[at..]);
            }

            Vector.Widen(masked, out var low, out var high);
            AddFour(light, inverse, low, column);
            AddFour(light, inverse, high, column + Vector<float>.Count);
        }

        for (; column < width; column++)
        {
            float sum = 0,
                weight = 0;
            var isGood = true;
            for (var at = column; at < span; at += width)
            {
                sum += light[at];
                weight += inverse[at];
                isGood &= inverse[at] > 0 && bits[at] == 0;
            }

            pixels[column] = sum;
            variance[column] = isGood ? 1 / weight : 0;
        }
    }

    private void AddFour(ReadOnlySpan<float> light, ReadOnlySpan<float> inverse, Vector<uint> bits, int column)
    {
        var sum = Vector<float>.Zero;
        var weight = Vector<float>.Zero;
        var isGood = Vector.Equals(bits, Vector<uint>.Zero).As<uint, int>();
        for (var k = 0; k < RowsAdded; k++)
        {
            var at = (k * width) + column;
            sum += new Vector<float>(light[at..]);
            var one = new Vector<float>(inverse[at..]);
            weight += one;
            isGood &= Vector.GreaterThan(one, Vector<float>.Zero);
        }

        sum.CopyTo(pixels, column);

        // The sum of the inverse variances, turned over: what the original calls the variance of the sum.
        Vector.ConditionalSelect(isGood, Vector<float>.One / weight, Vector<float>.Zero).CopyTo(variance, column);
    }

    /// <summary>
    /// Adds light, first moment about the trace, and variance in the window of one row. A pixel without weight voids light and moment of the row and
    /// ends it; the variance that was added before it stays, as in the original.
    /// </summary>
    private void AddMoments(int row, double centre, double wavelengthThere, ref Sums sample)
    {
        var begin = (int)Math.Floor(centre - HalfWidth);
        var end = (int)Math.Floor(centre + HalfWidth + 1);
        if (begin < 0 || end > width)
        {
            return;
        }

        double light = 0,
            moment = 0,
            noise = 0;
        for (var column = begin; column < end; column++)
        {
            if (!(variance[column] > 0))
            {
                sample.Noise += noise;
                return;
            }

            light += pixels[column];
            moment += (column - centre) * pixels[column];
            noise += variance[column];
        }

        sample.Light += light;
        sample.Moment += moment;
        sample.Noise += noise;
        sample.X += light * centre;
        sample.Y += light * row;
        sample.Wavelength += light * wavelengthThere;
    }

    private ImmutableArray<ShiftSample> Collect()
    {
        var count = height / RowsPerSample;
        var samples = ImmutableArray.CreateBuilder<ShiftSample>();
        var ofFiber = new List<ShiftSample>(count);
        var clipping = new ShiftClipping(count);
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            ofFiber.Clear();
            foreach (ref readonly var sample in sums.AsSpan(fiber * count, count))
            {
                var signalToNoise = sample.Light / Math.Sqrt(sample.Noise == 0 ? 1 : sample.Noise);
                if (signalToNoise > LeastSignalToNoise)
                {
                    var scatter = ErrorScale / signalToNoise;
                    ofFiber.Add(
                        new ShiftSample(
                            fiber,
                            sample.X / sample.Light,
                            (RowsAdded * sample.Y / sample.Light) - 0.5,
                            sample.Wavelength / sample.Light,
                            sample.Moment / sample.Light,
                            Math.Sqrt((scatter * scatter) + (ErrorFloor * ErrorFloor))
                        )
                    );
                }
            }

            samples.AddRange(clipping.Keep(ofFiber));
        }

        return samples.DrainToImmutable();
    }

    /// <summary>What the rows of a sample add up to; places are weighted by light.</summary>
    private struct Sums
    {
        public double Light;
        public double Moment;
        public double Noise;
        public double X;
        public double Y;
        public double Wavelength;
    }
}
